"""The manual's pages, and which of them belongs to what is in sight: one table for F1."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

MANUAL = Path(__file__).parents[1] / "resources" / "manual"
FIRST = "start"

#: Group → its pages (topic → title), in the order of the contents. A topic is a file's name.
CONTENTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "入门": {"start": "开始使用", "today": "今日", "search": "查找", "shortcuts": "快捷键"},
        "日常": {
            "rhythm": "日程与走访计划",
            "visits": "走访",
            "cards": "反馈卡",
            "issues": "问题台账",
            "issue-life": "问题的办理步骤",
            "deadlines": "时限规则与工作日",
            "subjects": "帮扶对象",
            "supervision": "督办",
            "import": "导入名单",
        },
        "成果": {
            "coverage": "覆盖情况",
            "meetings": "会议",
            "campaigns": "问题大排查与典型案例",
            "analysis": "成果分析",
            "dossier": "一企一档",
            "bulletins": "简报",
            "printing": "打印与文书",
            "documents": "文书图样",
            "fonts": "字体",
        },
        "保管": {
            "record": "操作记录与撤销",
            "backups": "备份与恢复",
            "shared-office": "共享办公",
            "commands": "命令行",
        },
    }
)

TITLES: Mapping[str, str] = MappingProxyType(
    {topic: title for pages in CONTENTS.values() for topic, title in pages.items()}
)

#: What is in sight (a page's name, a dialog's class) → its topic.
TOPICS: Mapping[str, str] = MappingProxyType(
    {
        "today": "today",
        "rhythm": "rhythm",
        "DutiesDialog": "rhythm",
        "issues": "issues",
        "HeadsDialog": "issues",
        "ResultsDialog": "issues",
        "visits": "visits",
        "cards": "cards",
        "subjects": "subjects",
        "dossier": "dossier",
        "coverage": "coverage",
        "analysis": "analysis",
        "bulletins": "bulletins",
        "meetings": "meetings",
        "campaigns": "campaigns",
        "supervision": "supervision",
        "search": "search",
        "GuideDialog": "start",
        "PlanDialog": "import",
        "OutcomesDialog": "cards",
        "PaperDialog": "printing",
        "BlankForms": "printing",
        "ExportsDialog": "fonts",
        "TypefacesDialog": "fonts",
        "RecordDialog": "record",
        "RestoreDialog": "backups",
        "DeadlinesDialog": "deadlines",
        "ConflictDialog": "shared-office",
        "RowsDialog": "bulletins",
        "VerifiedDialog": "bulletins",
        "IssuedDialog": "bulletins",
    }
)


def path(topic: str) -> Path:
    """The file of a topic."""
    return MANUAL / f"{topic}.md"


def texts() -> Mapping[str, str]:
    """The text of every page, by topic."""
    return {topic: path(topic).read_text("utf-8") for topic in TITLES}


def found(typed: str, pages: Mapping[str, str]) -> list[str]:
    """The topics whose page holds every word that was typed, titles first, in their order."""
    sought = typed.casefold().split()
    holding = [t for t, text in pages.items() if all(one in text.casefold() for one in sought)]
    return sorted(holding, key=lambda topic: typed.casefold() not in TITLES[topic].casefold())
