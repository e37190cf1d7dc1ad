"""The one door of the kit to the disk: whole or not at all, never through a link, never outside what was asked."""
