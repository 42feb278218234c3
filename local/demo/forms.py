"""Reading a case page as a browser does: its forms, and sending one."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urlsplit

import urllib3


@dataclass(slots=True)
class Form:
    path: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: set[str] = field(default_factory=set)

    @property
    def action(self) -> str:
        """The act that it is signed for."""
        return self.fields.get("action", "")


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._text_name = ""
        self._select_name = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(path=attributes.get("action", "")))
        elif not self.forms:
            return
        elif tag == "input" and "name" in attributes:
            self.forms[-1].fields[attributes["name"]] = attributes.get("value", "")
        elif tag == "button" and "name" in attributes:
            self.forms[-1].buttons.add(attributes["name"])
        elif tag == "textarea":
            self._text_name = attributes.get("name", "")
            self.forms[-1].fields[self._text_name] = ""
        elif tag == "select":
            self._select_name = attributes.get("name", "")
        elif tag == "option" and self._select_name:
            self.forms[-1].fields.setdefault(self._select_name, attributes.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text_name = ""
        elif tag == "select":
            self._select_name = ""

    def handle_data(self, data: str) -> None:
        if self._text_name and self.forms:
            self.forms[-1].fields[self._text_name] += data


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was got. `url`: where from."""

    url: str
    status: int
    html: str

    @property
    def forms(self) -> list[Form]:
        reader = _Forms()
        reader.feed(self.html)
        return reader.forms

    def form(self, action: str) -> Form | None:
        return next((form for form in self.forms if form.action == action), None)


def get_page(http: urllib3.PoolManager, url: str) -> Page:
    answer = http.request("GET", url)
    return Page(url, answer.status, answer.data.decode("utf-8", "replace"))


def send_form(http: urllib3.PoolManager, page: Page, form: Form) -> Page:
    """Send a form of the page, as its browser would."""
    host = urlsplit(page.url)
    url = f"{host.scheme}://{host.netloc}{form.path}" if form.path else page.url
    answer = http.request(
        "POST",
        url,
        body=urlencode(form.fields).encode(),
        headers={"content-type": "application/x-www-form-urlencoded"},
    )
    return Page(url, answer.status, answer.data.decode("utf-8", "replace"))
