-- Neovim's LSP client attaches and has a line carried out: nvim --headless -u NONE -c 'luafile neovim-lsp.lua'
local ended
local config = {
  name = 'desk',
  cmd = { vim.env.DESK, 'rpc' },
  root_dir = vim.fn.getcwd(),
  on_exit = function(code) ended = code end,
}

local function check()
  -- Before 0.8 `start` is done by two functions.
  local id
  if vim.lsp.start then
    id = vim.lsp.start(config)
  else
    id = vim.lsp.start_client(config)
    vim.lsp.buf_attach_client(0, id)
  end
  local client = vim.lsp.get_client_by_id(id)
  assert(vim.wait(10000, function() return client.initialized end, 10), 'it is not initialized')
  assert(vim.tbl_contains(
    client.server_capabilities.executeCommandProvider.commands, 'desk.execute'), 'no command')
  local got = client.request_sync(
    'workspace/executeCommand', { command = 'desk.execute', arguments = { 'list' } }, 10000, 0)
  assert(got and got.result and got.result.status == 'done', vim.inspect(got))
  assert(got.result.text:find('Printer'), got.result.text)
  client.stop()
  assert(vim.wait(10000, function() return ended ~= nil end, 10), 'it does not end')
  assert(ended == 0, 'it ended with ' .. ended)
end

local fine, fault = pcall(check)
io.stdout:write(fine and 'attached\n' or tostring(fault) .. '\n')
vim.cmd(fine and 'qa!' or 'cq!')
