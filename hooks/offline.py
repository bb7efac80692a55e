"""What ``mkdocs.yml`` names: the site made ready for where it is read. See :mod:`shanben.doors.offline`."""

from shanben.doors.offline import on_config, on_files, on_page_content, on_post_build, on_post_page, on_pre_build

__all__ = ["on_config", "on_files", "on_page_content", "on_post_build", "on_post_page", "on_pre_build"]
