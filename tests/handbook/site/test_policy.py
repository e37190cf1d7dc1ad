"""Inline scripts leave the page; data stay."""

from kit.handbook.site.policy import FOLDER, detached


def test_a_script_moves_into_a_file_named_after_its_content() -> None:
    page = "<p>a</p><script>var b=1</script><script>var b=1</script>"
    html, files = detached(page, 2)
    [(path, code)] = files.items()
    assert code == "var b=1"
    assert path.startswith(f"{FOLDER}/")
    assert html == "<p>a</p>" + f'<script src="../../{path}"></script>' * 2
    assert detached(page, 0)[0] == "<p>a</p>" + f'<script src="{path}"></script>' * 2


def test_data_and_files_stay_where_they_are() -> None:
    page = '<script type="application/json" id="x">{"a": "<b>"}</script><script src="a.js"></script>'
    assert detached(page, 1) == (page, {})
