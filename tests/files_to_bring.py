"""Bringing a file through the pages, with the worker's part done in between."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import Flask

from a3tracker.db.imports import Import, import_by_id
from a3tracker.jobs.importing import work_on_import
from tests.visitor import Visitor

PAGE = "/segments/1/imports"
PURCHASES = """customer,date,amount
anna,2026-01-03,10
bert,2026-01-10,20
anna,2026-02-02,5
cleo,2026-02-20,7.50
bert,2026-03-05,1
anna,2026-03-31,1
"""


def multipart(fields: dict[str, str], name: str, content: bytes) -> tuple[bytes, str]:
    """A form with a file as a browser sends it, and its content type."""
    mark = "between-the-fields"
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
        for key, value in fields.items()
    ]
    parts.append(f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n')
    return "".join(
        parts
    ).encode() + content + f"\r\n--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"


@dataclass
class Bringing:
    """One browser at the pages of one segment's files."""

    app: Flask
    browser: Visitor
    import_id: int = 0

    @property
    def page(self) -> str:
        """The address of the import."""
        return f"{PAGE}/{self.import_id}"

    def choose(self, data: bytes | str, shape: str = "transactions", name: str = "shop.csv") -> int:
        """Send a file; returns the status of the answer."""
        content = data.encode() if isinstance(data, str) else data
        self.browser.send("/sign-in")
        fields = {"csrf_token": self.browser.form_token, "shape": shape}
        body, kind = multipart(fields, name, content)
        answer = self.browser.post(PAGE, data=body, content_type=kind)
        self.answer = answer.text
        if answer.status_code == 303:
            self.import_id = int(answer.location.rpartition("/")[2])
            self.work()
        return answer.status_code

    def work(self) -> None:
        """What the worker does for this import."""
        with self.app.app_context():
            work_on_import(self.import_id)

    def offered(self) -> dict[str, str]:
        """What the form of the columns holds."""
        page = self.browser.read(self.page)
        found = dict(
            re.findall(r'<select [^>]*name="([^"]+)".*?<option selected value="([^"]*)"', page, re.DOTALL)
        )
        return dict(found)

    def map(self, **changes: str) -> str:
        """Send the columns as offered, with changes (`column_0`); returns the page that follows."""
        fields = {"times": "local", "counted": "customers"} | self.offered()
        fields |= {name.replace("column_", "column-"): value for name, value in changes.items()}
        answer = self.browser.send(f"{self.page}/columns", fields)
        if answer.status_code == 303:
            self.work()
            return self.browser.read(self.page)
        return answer.text

    def take(self) -> str:
        """Agree to the preview; returns the page that follows."""
        seen = re.search(r'name="seen" value="([^"]+)"', self.browser.read(self.page))
        assert seen
        assert self.browser.send(f"{self.page}/take", {"seen": seen[1]}).status_code == 303
        self.work()
        return self.browser.read(self.page)

    def whole(self, data: bytes | str, shape: str = "transactions", **changes: str) -> str:
        """All of it, to the last page."""
        assert self.choose(data, shape) == 303, self.answer[:300]
        page = self.map(**changes)
        assert "<h1>What would change" in page, page[page.index("<h1>") :][:600]
        return self.take()

    def row(self) -> Import:
        """The import as it is kept; needs an app context."""
        one = import_by_id(self.import_id)
        assert one
        return one
