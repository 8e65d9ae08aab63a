@echo off
rem Untested. Starts Arkor for Java on Windows: on the runtime beside it, or where there is none on a Java 17 or newer.
setlocal
for %%I in ("%~dp0..") do set "ROOT=%%~fI"
set "FLAGS=-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xlog:disable -Dfile.encoding=UTF-8"
set "ENGINE=-Dai.arkor.local.engine=%ROOT%\lib\engine"
if exist "%ROOT%\runtime\bin\java.exe" (
  "%ROOT%\runtime\bin\java.exe" %FLAGS% "%ENGINE%" -m ai.arkor.shell/ai.arkor.shell.Main %*
  goto end
)
if defined JAVA_HOME (set "JAVA=%JAVA_HOME%\bin\java.exe") else (set "JAVA=java")
"%JAVA%" %FLAGS% "%ENGINE%" --module-path "%ROOT%\lib" -m ai.arkor.shell/ai.arkor.shell.Main %*
:end
exit /b %ERRORLEVEL%
