"""How everything looks: one table of colours for light and dark, a palette, and a small sheet.

Fusion draws, the palette colours, and the sheet touches only what the palette cannot say. As soon
as a sheet touches a combo box or a scroll bar, Fusion gives up its own arrows and handles, so the
sheet names those too.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from string import Template
from types import MappingProxyType
from typing import Literal

from PySide6.QtCore import QLibraryInfo, QLocale, QSize, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

Theme = Literal["light", "dark"]
Kind = Literal[
    "plain",
    "primary",
    "danger",
    "flat",
    "tool",
    "link",
    "chip",
    "title",
    "heading",
    "muted",
    "warning",
    "problem",
    "card",
    "foot",
]

ICONS = Path(__file__).parents[1] / "resources" / "icons"

FAMILIES = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei UI",
    "WenQuanYi Micro Hei",
    "Noto Sans SC",
)
SHIPPED_FACE = "NotoSansSC-Regular.ttf"
FONT_PIXELS = 14
ROW_PIXELS = 36
_DIM = 128  # of 255: a darker window belongs to a dark desktop
SMALLEST = QSize(1024, 640)  # of the main window

LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "window": "#f4f6f9",
        "surface": "#ffffff",
        "stripe": "#fafbfd",
        "border": "#d9dfe7",
        "strong": "#b6c0cc",
        "text": "#1c2530",
        "muted": "#667281",
        "accent": "#1f5fae",
        "accent_hover": "#1a5196",
        "on_accent": "#ffffff",
        "selected": "#dbe8f8",
        "hover": "#eef3f9",
        "danger": "#c02f2f",
        "nav": "#17365d",
        "nav_text": "#dbe4ef",
        "nav_hover": "#1f4472",
        "nav_selected": "#275a98",
        "nav_urgent": "#c02f2f",
        "green": "#1f9254",
        "yellow": "#c77700",
        "red": "#cc3333",
        "grey": "#77818d",
    }
)

DARK: Mapping[str, str] = MappingProxyType(
    {
        "window": "#161b21",
        "surface": "#20262e",
        "stripe": "#242b34",
        "border": "#353e49",
        "strong": "#505c6a",
        "text": "#e4e9ef",
        "muted": "#97a3b1",
        "accent": "#4a94e8",
        "accent_hover": "#63a5ef",
        "on_accent": "#0c1722",
        "selected": "#2a4666",
        "hover": "#2a323c",
        "danger": "#f07a72",
        "nav": "#10151b",
        "nav_text": "#c3cdd8",
        "nav_hover": "#1a222b",
        "nav_selected": "#23507f",
        "nav_urgent": "#b53a3a",
        "green": "#37b676",
        "yellow": "#eba12d",
        "red": "#f0716b",
        "grey": "#8f9aa6",
    }
)

THEMES: Mapping[Theme, Mapping[str, str]] = MappingProxyType({"light": LIGHT, "dark": DARK})


def prepare_environment() -> None:
    """Set what Qt reads before QApplication exists: which input methods to try, in which order.

    The wheels carry the ibus plug-in only; fcitx answers through its ibus front end. A user's own
    QT_IM_MODULES is left alone.
    """
    os.environ.setdefault("QT_IM_MODULES", "fcitx;ibus")


def font_folder() -> Path:
    """The folder of the shipped faces: BAOLIAN_FONTS, else the user's cache."""
    if named := os.environ.get("BAOLIAN_FONTS"):
        return Path(named)
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "baolian-desk" / "fonts" / "1"


def load_font(app: QApplication) -> None:
    """Name the window's font: the system's Chinese families first, then the shipped face.

    A family must always be named: without one the fallback depends on the locale.
    """
    shipped = font_folder() / SHIPPED_FACE
    if shipped.is_file():
        QFontDatabase.addApplicationFont(str(shipped))
    font = QFont()
    font.setFamilies([*FAMILIES, "sans-serif"])
    font.setPixelSize(FONT_PIXELS)
    app.setFont(font)


def load_chinese(app: QApplication) -> None:
    """Let Qt's own buttons, file dialogs and menus speak Chinese (确定, 取消, 打开)."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)


def apply(app: QApplication, theme: Theme) -> None:
    """Give the whole application the colours of a theme; may be called again at any time."""
    app.setProperty("theme", theme)
    app.setPalette(_palette(THEMES[theme]))
    app.setStyleSheet(_SHEET.substitute(THEMES[theme], icons=ICONS.as_posix(), row=ROW_PIXELS))


def theme() -> Theme:
    """The theme that is in force."""
    app = QApplication.instance()
    return "dark" if app is not None and app.property("theme") == "dark" else "light"


def desktop_theme() -> Theme:
    """What the desktop is set to; light where it does not say.

    Before the first painting the palette tells: asking the desktop itself takes longer than half of
    what a bare window takes.
    """
    if QApplication.instance() is not None and not _dressed():
        return "dark" if QGuiApplication.palette().window().color().lightness() < _DIM else "light"
    return "dark" if QGuiApplication.styleHints().colorScheme().name == "Dark" else "light"


def _dressed() -> bool:
    """Whether the application wears one of our themes already."""
    app = QApplication.instance()
    return app is not None and app.property("theme") is not None


def tokens() -> Mapping[str, str]:
    """The colours in force, by name."""
    return THEMES[theme()]


def color(name: str) -> QColor:
    """The colour of that name in the theme in force."""
    return QColor(tokens()[name])


def mark(widget: QWidget, kind: Kind) -> None:
    """Say what a widget is ("primary", "muted" …); the sheet colours it accordingly."""
    if widget.property("kind") != kind:
        widget.setProperty("kind", kind)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def _palette(colors: Mapping[str, str]) -> QPalette:
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, QColor(colors[name]))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colors["muted"]))
    palette.setColor(
        QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText, QColor(colors["muted"])
    )
    return palette


_ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "stripe",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Highlight: "selected",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Accent: "accent",
}

_SHEET = Template((Path(__file__).parents[1] / "resources" / "style.qss").read_text("utf-8"))
