@echo off
rem muban for those who type commands: muban-console check C:\work
chcp 65001 >nul
"%~dp0python\python.exe" -X utf8 -m muban %*
