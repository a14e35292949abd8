"""The commands about packs: make one, check it, build it, see what it would change, install, list and remove."""

import argparse
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chefsstod.app.base_content import BaseContent
from chefsstod.app.cli_text import columns, say, say_json
from chefsstod.app.cli_types import file, words
from chefsstod.content.problems import Problem
from chefsstod.features.packs.model import Change, Installed, ItemKind, Plan, What
from chefsstod.i18n import _, ngettext
from chefsstod.shell.context import AppContext
from chefsstod.support.errors import UserError
from chefsstod.support.paths import Paths

if TYPE_CHECKING:
    from chefsstod.features.packs.checking import Below

Command = Callable[[Paths, argparse.Namespace], int]
Adder = Callable[[str, str, Command], argparse.ArgumentParser]
WithData = Callable[[Callable[[AppContext, argparse.Namespace], int]], Command]


def add_pack(add: Adder, with_data: WithData) -> None:
    """The commands «pack …». ``add`` makes one of them; ``with_data`` gives a command her data."""
    new = add("new", _("begin a pack: a folder with examples to write over"), pack_new)
    new.add_argument("folder", type=file, metavar="DIR", help=_("a folder that does not exist yet, or is empty"))
    new.add_argument("--id", type=words, metavar="ID", help=_("the pack's id; that of the folder unless given"))
    new.add_argument("--title", type=words, metavar="TEXT", help=_("what the managers see it as"))
    check = add("check", _("check a folder or .zip with content"), pack_check)
    _source(check)
    _json(check)
    build = add("build", _("check a folder and make the one file to hand out"), pack_build)
    build.add_argument("folder", type=file, metavar="DIR", help=_("the folder with pack.yaml in it"))
    build.add_argument("-o", "--output", required=True, type=file, metavar="ZIP", help=_("the file to write"))
    plan = add("plan", _("tell what installing a pack would change; nothing happens"), with_data(pack_plan))
    _source(plan)
    _json(plan)
    install = add("install", _("install a pack, or another version of it"), with_data(pack_install))
    _source(install)
    install.add_argument("--older", action="store_true", help=_("also when a later version is installed"))
    _json(install)
    _json(add("list", _("list the packs that are installed"), with_data(pack_list)))
    remove = add("remove", _("remove a pack; what you have written stays"), with_data(pack_remove))
    remove.add_argument("id", metavar="ID", type=words, help=_("the id of the pack"))
    _json(remove)


def _source(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("pack", type=file, metavar="DIR|ZIP", help=_("the pack"))


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("print one JSON value"))


# ── for those who make packs ─────────────────────────────────────────────────


def pack_new(_paths: Paths, args: argparse.Namespace) -> int:
    """A folder to begin with."""
    from chefsstod.content.build import scaffold
    from chefsstod.content.pack import Manifest
    from chefsstod.support.ids import slug_of
    from chefsstod.support.version import app_version

    folder: Path = args.folder.absolute()
    name = slug_of(args.id or folder.name, 60) or "paket"
    title = args.title or folder.name
    scaffold(folder, Manifest(name, title, "1.0.0", "sv", "-", args.clock(), app_version()))
    say(_("Written: {path}").format(path=folder))
    return 0


def pack_check(paths: Paths, args: argparse.Namespace) -> int:
    """Read a pack and print what is wrong in it. Errors make the command fail; warnings do not."""
    from chefsstod.content.archive import opened_pack, read_bundle
    from chefsstod.features.packs.checking import check_pack

    with opened_pack(args.pack) as root:
        report = check_pack(root, _below(paths, root))
        left_out = read_bundle(args.pack).left_out
    problems = sorted({*report.problems, *left_out}, key=_by_place)
    if args.json:
        items = report.items
        counts = {"activities": ItemKind.TASK, "chains": ItemKind.CHAIN, "laws": ItemKind.LAW}
        say_json(
            {
                "pack": report.manifest.id if report.manifest else None,
                **{key: items.get(kind, 0) for key, kind in counts.items()},
                "items": dict(items),
                "errors": _errors(problems),
                "warnings": len(problems) - _errors(problems),
                "problems": [_as_json(problem) for problem in problems],
            }
        )
    else:
        _say_problems(problems)
        say(_summary(report.items, problems))
    return _fail_with(problems, _("What is wrong is left out when the pack is used."))


def pack_build(paths: Paths, args: argparse.Namespace) -> int:
    """Check a folder and write the .zip; nothing is written when something is wrong."""
    from chefsstod.content.build import build_pack
    from chefsstod.features.packs.checking import check_pack

    target: Path = args.output.absolute()
    if not target.parent.is_dir():
        raise UserError(
            _("The folder «{path}» does not exist").format(path=target.parent),
            _("Nothing was written."),
            _("Create it, or choose another folder."),
        )
    problems = build_pack(args.folder, target, lambda root: check_pack(root, _below(paths, root), hand_out=True).problems)
    _say_problems(sorted(problems, key=_by_place))
    _fail_with(problems, _("Nothing was written."))
    say(_("Written: {path}").format(path=target))
    return 0


def _below(paths: Paths, root: Path) -> "Below":
    """The content that ships with the program, over which a pack lies; nothing for that content itself."""
    from chefsstod.features.packs.checking import Below

    base = BaseContent(paths)
    if root.resolve() == base.root.resolve():
        return Below()
    return Below(
        laws=lambda: base.laws,
        tasks=lambda: {activity.id for activity in base.activities},
        questions=lambda: {question.id: question.short for question in base.questions},
        articles=lambda: {article.id for article in base.handbook.articles},
        chapters=lambda: {chapter.id for chapter in base.handbook.chapters},
        contacts=lambda: {contact.id for contact in base.directory.contacts},
        systems=lambda: {system.id for system in base.directory.systems},
        events=lambda: {template.id for template in base.chains},
    )


def _fail_with(problems: Sequence[Problem], meaning: str) -> int:
    errors = _errors(problems)
    if errors:
        raise UserError(
            ngettext("The pack has {n} error", "The pack has {n} errors", errors).format(n=errors),
            meaning,
            _("The list on standard output tells file and line."),
        )
    return 0


def _errors(problems: Iterable[Problem]) -> int:
    return sum(problem.severity == "error" for problem in problems)


def _by_place(problem: Problem) -> tuple[str, int]:
    return problem.file, problem.line


def _say_problems(problems: Iterable[Problem]) -> None:
    for problem in problems:
        say(problem.told)


def _summary(items: "dict[ItemKind, int]", problems: Sequence[Problem]) -> str:
    from chefsstod.features.packs.words import count_text

    errors = _errors(problems)
    warnings = len(problems) - errors
    shown = {ItemKind.TASK: 0, ItemKind.CHAIN: 0, ItemKind.LAW: 0} | items
    parts = [count_text(kind, shown[kind]) for kind in ItemKind if kind in shown]
    parts.append(ngettext("{n} error", "{n} errors", errors).format(n=errors))
    parts.append(ngettext("{n} warning", "{n} warnings", warnings).format(n=warnings))
    return ", ".join(parts)


# ── for those who use them ───────────────────────────────────────────────────


def pack_plan(context: AppContext, args: argparse.Namespace) -> int:
    """What installing a pack would change."""
    plan = context.packs.plan(args.pack)
    if args.json:
        say_json(_plan_json(plan))
    else:
        _say_plan(plan)
    return 0


def pack_install(context: AppContext, args: argparse.Namespace) -> int:
    """Install a pack, and tell what changed by it."""
    plan = context.packs.plan(args.pack)
    context.packs.install(plan, older=args.older)
    if args.json:
        say_json(_plan_json(plan))
        return 0
    _say_plan(plan)
    say(_("Installed: {title} {version}").format(title=plan.manifest.title, version=plan.manifest.version))
    if plan.dates:
        say(_("It has answers about local dates: use them in the window, under Local dates."))
    return 0


def pack_list(context: AppContext, args: argparse.Namespace) -> int:
    """The installed packs, the one that goes first on top."""
    from chefsstod.features.packs.words import contents

    packs = context.packs.installed()
    if args.json:
        say_json([_pack_json(pack) for pack in packs])
    elif not packs:
        say(_("No pack is installed."))
    else:
        say("\n".join(columns((pack.id, pack.version, pack.title, contents(pack.items)) for pack in packs)))
    return 0


def pack_remove(context: AppContext, args: argparse.Namespace) -> int:
    """Remove a pack."""
    plan = context.packs.plan_removal(args.id)
    context.packs.remove(args.id)
    if args.json:
        say_json(_plan_json(plan))
    else:
        say(_("Removed: {title} {version}").format(title=plan.manifest.title, version=plan.manifest.version))
    return 0


def _say_plan(plan: Plan) -> None:
    from chefsstod.features.packs.words import kind_name, summary

    say(f"{plan.manifest.title} {plan.manifest.version}: {summary(plan)}")
    for what, mark in ((What.NEW, "+"), (What.CHANGED, "*"), (What.REMOVED, "-")):
        for change in plan.of(what):
            note = f" ({change.note})" if change.note else ""
            say(f"  {mark} {kind_name(change.kind)}: {change.title}{note}")
    for problem in plan.problems:
        say(f"  ! {problem.told}")


def _plan_json(plan: Plan) -> dict[str, Any]:
    return {
        "id": plan.manifest.id,
        "title": plan.manifest.title,
        "version": plan.manifest.version,
        "before": plan.before.version if plan.before else None,
        **{what.value: [_change_json(change) for change in plan.of(what)] for what in What},
        "own": list(plan.overrides_own),
        "problems": [_as_json(problem) for problem in plan.problems],
    }


def _change_json(change: Change) -> dict[str, str]:
    return {"kind": change.kind.value, "id": change.id, "title": change.title, "note": change.note}


def _pack_json(pack: Installed) -> dict[str, Any]:
    return {
        "id": pack.id,
        "title": pack.title,
        "version": pack.version,
        "reviewed": pack.reviewed.isoformat(),
        "installed": pack.installed.isoformat(),
        "licence": pack.licence,
        "source": pack.source,
        "items": {kind.value: count for kind, count in pack.items.items()},
    }


def _as_json(problem: Problem) -> dict[str, object]:
    return {"file": problem.file, "line": problem.line, "severity": problem.severity.value, "message": problem.message}
