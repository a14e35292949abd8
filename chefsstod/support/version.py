"""The program's version, which stands in one place: pyproject.toml."""


def app_version() -> str:
    """The version: from the checkout's pyproject.toml, else of the installed package; «0» where there is neither."""
    import tomllib
    from importlib.metadata import PackageNotFoundError, version

    from chefsstod.support.paths import data_root

    project = data_root() / "pyproject.toml"
    if project.is_file():
        return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])
    try:
        return version("chefsstod")
    except PackageNotFoundError:
        return "0"
