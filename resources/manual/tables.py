"""The manual's pages that are made of the program's own tables: steps, keys, commands.

`python -m resources.manual.tables` (part of `make pictures`) writes them beside itself.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from desk.cli.every import COMMANDS
from desk.cli.later import COMMANDS as LATER
from models.step_rules import Destination, Need, StepRule
from models.steps import STEPS
from models.vocabulary import GATES, STATES
from ui.actions import ACTIONS, MENUS, Action

HERE = Path(__file__).parent
_STATES: Mapping[str, str] = {term.code: term.label for term in STATES}
_NEEDS: Mapping[str, str] = {
    Need.ASSIGNMENT: "对象已落实包联责任",
    Need.CO_UNITS: "有配合单位",
    Need.MEASURES: "已定措施",
    Need.PENDING_EXTENSION: "有待批的延期申请",
    Need.NO_PENDING_EXTENSION: "没有待批的延期申请",
    Need.IN_TIME: "到期前至少 1 个工作日",
    Need.UNDECIDED: "办公室没有裁定",
    Need.GATES: "四个不放过都已满足，或领导写明破格理由",
}
_LEADS: Mapping[str, str] = {
    Destination.STAY: "不变",
    Destination.BEFORE: "回到原来的状态",
    Destination.BACK: "办理中；没有签收过的回到已登记",
    Destination.BY_ANSWER: "满意、基本满意不变；不满意回去重办",
}
_KEYS: Sequence[tuple[str, str, str]] = (
    ("表单里", "Enter", "到下一栏；多行文字里是换行，Ctrl+Enter 到下一栏"),
    ("表单里", "Esc", "离开；打过字的留作草稿"),
    ("列表里", "Enter", "打开当前一条"),
    ("列表里", "Tab", "到右边的详情；Shift+Tab 回到列表、再到上面的按钮"),
    ("列表里", "F4", "收起或展开右边的详情"),
    ("列表里", "F6", "视图：记住或换回一种看法"),
    ("列表里", "F7", "加一个条件；条件上按 Delete 去掉"),
    ("今日", "Alt+1、Alt+2", "看全办的、我的"),
    ("日期栏", "今天、-3、0723、7.23", "今天、三天前、7月23日"),
    ("手册里", "Alt+←、Alt+→", "后退、前进"),
    ("手册里", "Ctrl+F、F3", "找词、下一处"),
)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of Markdown."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def issue_life() -> str:
    """Every step of an issue, by the state from which it may be taken."""
    gates = "\n".join(f"- **{gate.label}**" for gate in GATES)
    several = "\n\n".join(
        f"## {_STATES[state]}时\n\n{_steps_from(state)}" for state in _STATES if _from(state)
    )
    return f"{_LIFE_HEAD}\n{gates}\n\n{several}\n"


_LIFE_HEAD = """# 问题的办理步骤

一个问题从登记到销号的每一步，都在这一页。窗口右边只列出现在能办的步骤；不能办的是灰的，鼠标停上去说缺什么。怎么办一个问题，见[问题台账](issues.md)。

通常的走法：登记 → 交办 → 签收 → 定措施、报进展 → 办结 → 核实 → 回访 → 销号。\
走访时当场办好的：登记 → 现场解决 → 核实 → 回访 → 销号。

销号前要过四道关：
"""


def _from(state: str) -> list[StepRule]:
    return [step for step in STEPS.values() if state in step.from_states]


def _steps_from(state: str) -> str:
    rows = ((s.label, s.action, _who(s), _asked(s), _leads(s)) for s in _from(state))
    return table(("步骤", "做什么", "谁办", "要填", "之后"), rows)


def _who(step: StepRule) -> str:
    return "、".join(step.who)


def _asked(step: StepRule) -> str:
    """What a step asks; what must be filled is bold. What must be so beforehand is said below."""
    asked = "、".join(
        f"**{p.label}**" if p.required else p.label for p in step.parameters if not p.derived
    )
    needs = "；".join(_NEEDS[need] for need in step.needs)
    return "；".join(one for one in (asked, f"须{needs}" if needs else "") if one) or "—"


def _leads(step: StepRule) -> str:
    return _LEADS.get(step.to) or _STATES[step.to]


def shortcuts() -> str:
    """Every action of the menus with its key, and the keys of forms and lists."""
    menus = "\n\n".join(f"## {menu}菜单\n\n{_menu(menu)}" for menu in MENUS)
    others = table(("在哪里", "键", "做什么"), _KEYS)
    return f"{_KEYS_HEAD}\n## 表单、列表和手册\n\n{others}\n\n{menus}\n"


_KEYS_HEAD = """# 快捷键

全部事情都可以不用鼠标。记不住键时按 **Ctrl+K**：打几个汉字、拼音或首字母，\
就能找到任何动作、页面和记录，例如“drmd”是导入名单，“yyjx”是名称首字母如此的企业。\
↑↓ 选，Enter 执行。灰色的现在不能用，后面写着原因。
"""


def _menu(menu: str) -> str:
    rows = (_action(one) for one in ACTIONS.values() if one.menu == menu)
    return table(("动作", "键", "说明"), rows)


def _action(action: Action) -> Sequence[str]:
    return (action.label, "、".join(action.shortcuts) or "—", action.tip or "—")


def commands() -> str:
    """Every command with its arguments, read from the parsers themselves."""
    now = [command for command in COMMANDS if command not in LATER]
    listed = table(("命令", "做什么"), ((f"`{one.name}`", one.help) for one in now))
    return f"{_COMMANDS_HEAD}\n{listed}\n\n每个命令的参数和选项用 `./run 命令 --help` 查看。\n"


_COMMANDS_HEAD = """# 命令行

窗口里能做的，命令行里大多也能做，适合成批的活和定时的活。在程序的文件夹里写 `./run 命令 …`；\
不写命令就打开窗口。多数命令加 `--json` 输出给别的程序用，加 `--as 姓名` 写明谁在办。\
窗口开着时，同一本台账只能读、不能写。

退出码：0 办成了；1 规定或数据不允许；2 命令写错了；3 磁盘、文件锁出了问题。
"""

PAGES: Mapping[str, Callable[[], str]] = {
    "issue-life": issue_life,
    "shortcuts": shortcuts,
    "commands": commands,
}


def main() -> None:
    """Write the pages anew."""
    for name, made in PAGES.items():
        (HERE / f"{name}.md").write_text(made(), encoding="utf-8")


if __name__ == "__main__":
    main()
