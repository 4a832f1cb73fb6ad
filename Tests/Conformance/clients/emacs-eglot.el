;;; emacs-eglot.el --- Emacs's LSP client attaches and has a line carried out  -*- lexical-binding: t -*-
;;; Commentary:
;; emacs -q --no-site-file --batch -l emacs-eglot.el, with the program in DESK.
;;; Code:
(require 'package)
(package-initialize)
(require 'eglot)
(require 'project)

(let* ((folder (make-temp-file "desk" t))
       (file (expand-file-name "note.txt" folder))
       (eglot-sync-connect t)
       (eglot-server-programs (list (list 'text-mode (getenv "DESK") "rpc"))))
  (write-region "a note\n" nil file nil 'silent)
  (with-current-buffer (find-file-noselect file)
    (text-mode)
    (call-interactively #'eglot)
    (let* ((server (eglot-current-server))
           (answer (jsonrpc-request server :workspace/executeCommand
                                    '(:command "desk.execute" :arguments ["list"]))))
      (unless (eglot-managed-p) (error "The buffer is not managed"))
      (unless (equal (plist-get answer :status) "done") (error "The line got %S" answer))
      (unless (string-match-p "Printer" (plist-get answer :text)) (error "The text is %S" answer))
      ;; It asks for the shutdown, and kills what has not ended at once.
      (eglot-shutdown server nil 5)
      (when (eglot-managed-p) (error "The buffer is managed still"))))
  (delete-directory folder t)
  (princ "attached\n"))
;;; emacs-eglot.el ends here
