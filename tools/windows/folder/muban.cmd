@echo off
rem Opens the desk of muban in the browser. No installation, no administrator.
start "" "%~dp0python\pythonw.exe" "%~dp0desk.pyw" %*
