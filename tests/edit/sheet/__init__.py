"""Tests of the spreadsheets: read into a department, and written from one."""
