"""pytest-lsp attaches and has a line carried out: pytest attach.py, with the program in DESK."""
import os

import pytest
import pytest_lsp
from lsprotocol import types


@pytest_lsp.fixture(
    config=pytest_lsp.ClientServerConfig(server_command=[os.environ["DESK"], "rpc"]))
async def client(lsp_client: pytest_lsp.LanguageClient):
    offered = types.GeneralClientCapabilities(position_encodings=["utf-16", "utf-8"])
    greeting = await lsp_client.initialize_session(types.InitializeParams(
        capabilities=types.ClientCapabilities(general=offered)))
    assert greeting.capabilities.position_encoding == "utf-8"
    assert "desk.execute" in greeting.capabilities.execute_command_provider.commands
    yield
    await lsp_client.shutdown_session()


@pytest.mark.asyncio
async def test_a_line_is_carried_out(client):
    answer = await client.workspace_execute_command_async(
        types.ExecuteCommandParams(command="desk.execute", arguments=["list"]))
    text = answer["text"] if isinstance(answer, dict) else answer.text
    assert "Printer" in text
