"""Speaks with a server as Python's `mcp` does, and prints what it was told: one JSON document.

Usage: client.py ADDRESS MODE, the mode being `auto` (the newest revision) or `legacy` (the one before).
"""

import asyncio
import json
import sys

from mcp import Client


async def main(address: str, mode: str) -> None:
    async with Client(f"{address}/mcp", mode=mode) as client:
        tools = await client.list_tools()
        gaps = await client.call_tool(
            "get_gaps", {"survey": "cmo-cio-alignment", "question": ["need-to-align"], "wave": ["2012"]}
        )
        wrong = await client.call_tool("get_gaps", {"survey": "cmo-cio-alignment", "question": "need-to-aline"})
        chart = await client.call_tool(
            "get_chart", {"survey": "cmo-cio-alignment", "chart": "gaps", "question": ["need-to-align"], "width": 400}
        )
        resource = await client.read_resource("topline://surveys/nonvoters")
        prompt = await client.get_prompt(
            "write_sentence", {"survey": "cmo-cio-alignment", "question": "need-to-align", "about": "gap"}
        )
        print(
            json.dumps(
                {
                    "revision": client.protocol_version,
                    "tools": [tool.name for tool in tools.tools],
                    "rows": gaps.structured_content["data"],
                    "wrong": [wrong.is_error, wrong.content[0].text],
                    "chart": [chart.content[1].type, chart.content[1].mime_type],
                    "resource": json.loads(resource.contents[0].text)["id"],
                    "prompt": prompt.messages[0].content.text,
                }
            )
        )


asyncio.run(main(*sys.argv[1:]))
