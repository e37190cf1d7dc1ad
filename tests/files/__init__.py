"""Tests of writing: the functions, then the real commands before what a commit can put in their way."""
