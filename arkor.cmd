@echo off
rem Untested. Starts Arkor for Java on Windows, building it on first use. Needs a JDK 17 or newer, and Maven to build.
setlocal
set "ROOT=%~dp0"
set "LIB=%ROOT%arkor-shell\target\arkor\lib"
set "APP=%ROOT%arkor-shell\target\arkor\app"
if defined JAVA_HOME (set "JAVA=%JAVA_HOME%\bin\java.exe") else (set "JAVA=java")
if exist "%APP%" goto run
where mvn >nul 2>nul || (echo arkor: Maven is missing; install it from https://maven.apache.org/install.html 1>&2 & exit /b 1)
echo arkor: building 1>&2
if not exist "%ROOT%arkor-shell\target" mkdir "%ROOT%arkor-shell\target"
call mvn -B -f "%ROOT%pom.xml" -pl arkor-shell -am -Dmaven.test.skip=true package >"%ROOT%arkor-shell\target\build.log" 2>&1
if errorlevel 1 (echo arkor: the build failed. See %ROOT%arkor-shell\target\build.log 1>&2 & exit /b 1)
mkdir "%APP%"
for %%M in (api wire auth client local shell) do copy /y "%ROOT%arkor-%%M\target\*.jar" "%APP%" >nul
:run
"%JAVA%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --module-path "%LIB%;%APP%" -m ai.arkor.shell/ai.arkor.shell.Main %*
exit /b %ERRORLEVEL%
