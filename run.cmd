@echo off
rem The same set-up as ./run, for Windows: same lock, same hashes. Not tried on a Windows machine.
rem Windows has the faces of official documents itself, so none are brought here.
setlocal
chcp 65001 >nul
set "root=%~dp0"
set "python=%root%.venv\Scripts\python.exe"
set "stamp=%root%.venv\set-up"
set "PYTHONPATH=%root%"
set "PYTHONDONTWRITEBYTECODE="

if not exist "%python%" (
    echo 正在建立运行环境（.venv）……
    py -3.11 -m venv "%root%.venv" || (
        echo 需要 Python 3.11，请安装后再来一次。
        exit /b 1
    )
)
fc /b "%root%requirements.lock" "%stamp%" >nul 2>&1 || (
    echo 正在安装程序库（按锁定的版本，核对校验值）……
    "%python%" -m pip install --quiet --disable-pip-version-check --no-input --require-hashes --only-binary=:all: -r "%root%requirements.lock" || (
        echo 程序库没有装全，请检查网络后再来一次。
        exit /b 1
    )
    copy /y "%root%requirements.lock" "%stamp%" >nul
)
"%python%" -P -m ui %*
