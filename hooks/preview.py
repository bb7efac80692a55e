"""What ``mkdocs.yml`` names: what a change does to the texts. See :mod:`shanben.doors.preview`."""

from shanben.doors.preview import on_files, on_page_content, on_post_build, on_pre_build

__all__ = ["on_files", "on_page_content", "on_post_build", "on_pre_build"]
