;;; emacs-jsonrpc.el --- Emacs's own JSON-RPC client has a line carried out  -*- lexical-binding: t -*-
;;; Commentary:
;; emacs -q --no-site-file --batch -l emacs-jsonrpc.el, with the program in DESK.
;;; Code:
(require 'jsonrpc)

(let* ((exited nil)
       (connection
        (make-instance
         'jsonrpc-process-connection :name "desk"
         :on-shutdown (lambda (_) (setq exited t))
         :process (lambda ()
                    (make-process :name "desk" :command (list (getenv "DESK") "rpc")
                                  :connection-type 'pipe :coding 'utf-8-emacs-unix :noquery t
                                  :stderr (get-buffer-create "*desk stderr*")))))
       (ping (jsonrpc-request connection :rpc.ping nil))
       (list (jsonrpc-request connection :desk.execute '(:line "list")))
       (kind (condition-case fault
                 (progn (jsonrpc-request connection :no.such nil) "no error")
               (jsonrpc-error
                (plist-get (alist-get 'jsonrpc-error-data (cdr fault)) :kind)))))
  (unless (equal ping "pong") (error "The ping got %S" ping))
  (unless (equal (plist-get list :status) "done") (error "The line got %S" list))
  (unless (string-match-p "Printer" (plist-get list :text)) (error "The text is %S" list))
  (unless (equal kind "unknown-method") (error "The error is %S" kind))
  (with-current-buffer (jsonrpc-stderr-buffer connection)
    (when (string-match-p "desk" (buffer-string)) (error "It said %s" (buffer-string))))
  (jsonrpc-shutdown connection)
  (unless exited (error "The connection does not end"))
  (princ "attached\n"))
;;; emacs-jsonrpc.el ends here
