-- Neovim's JSON-RPC client has a line carried out: nvim --headless -u NONE -c 'luafile neovim-rpc.lua'
local ended
local client = require('vim.lsp.rpc').start(vim.env.DESK, { 'rpc' }, {
  on_exit = function(code) ended = code end,
})

local function call(method, params)
  local got
  client.request(method, params, function(fault, result) got = { fault = fault, result = result } end)
  assert(vim.wait(10000, function() return got ~= nil end, 10), method .. ' is not answered')
  return got
end

local function check()
  assert(call('rpc.ping').result == 'pong', 'no pong')
  local list = call('desk.execute', { line = 'list' }).result
  assert(list.status == 'done' and list.text:find('Printer'), vim.inspect(list))
  local fault = call('no.such').fault
  assert(fault.data.kind == 'unknown-method', vim.inspect(fault))
  client.notify('exit', nil)
  assert(vim.wait(10000, function() return ended ~= nil end, 10), 'it does not end')
  assert(ended == 1, 'exit without shutdown is 1, not ' .. ended)
end

local fine, fault = pcall(check)
io.stdout:write(fine and 'attached\n' or tostring(fault) .. '\n')
vim.cmd(fine and 'qa!' or 'cq!')
