# What the launcher of a distribution and that of the repository share; both read this file with ".". It names no JVM flag twice, because an archive of
# classes serves only the command line that it was made with. Few programs are called: each costs a start a millisecond.

fail() {
    printf 'arkor: %s\n' "$*" >&2
    exit 1
}

install_java="Install one (Debian, Ubuntu: sudo apt install openjdk-17-jdk; macOS: brew install openjdk@17; any: https://adoptium.net), or set JAVA_HOME"

# Sets home and feature to those of a Java 17 or newer: that of JAVA_HOME, else the one on the path.
find_java() {
    if [ -n "${JAVA_HOME:-}" ]; then
        home=$JAVA_HOME
        [ -x "$home/bin/java" ] || fail "JAVA_HOME is $home, which has no bin/java. $install_java"
    else
        java=$(command -v java) || fail "Java is missing: $1 is needed. $install_java"
        while [ -h "$java" ]; do
            target=$(readlink "$java")
            case $target in
                /*) java=$target ;;
                *) java=$(dirname "$java")/$target ;;
            esac
        done
        home=$(dirname "$(dirname "$java")")
        # macOS has a java that only points to the real one.
        if [ "$home" = /usr ] && [ -x /usr/libexec/java_home ]; then
            home=$(/usr/libexec/java_home -v 17+ 2>/dev/null) || fail "No Java 17 or newer was found. $install_java"
        fi
    fi
    read_feature
    [ "${feature:-0}" -ge 17 ] || fail "Java in $home is version ${version:-unknown}: $1 is needed. $install_java"
}

# Sets version and feature to those of the Java in home, and shell to nothing when it has no JShell. Reading its file is faster than asking it.
read_feature() {
    version=
    shell=yes
    if [ -r "$home/release" ]; then
        while IFS= read -r line; do
            case $line in
                JAVA_VERSION=*)
                    version=${line#JAVA_VERSION=\"}
                    version=${version%\"}
                    ;;
                MODULES=*jdk.jshell*) ;;
                MODULES=*) shell= ;;
            esac
        done <"$home/release"
    fi
    [ -n "$version" ] || version=$("$home/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p')
    feature=${version%%[!0-9]*}
}

# Sets archive to a file of classes that are ready to be used (AppCDS; from JDK 25 on an AOT cache), or has one made beside this start for the next ones.
# Its name tells what it was made from: Java, the jars with their sizes and times, and the flags. The JVM goes without it when it does not fit.
find_archive() {
    archive=
    # On a JRE the rehearsal cannot be done.
    [ "${ARKOR_CACHE:-}" != off ] && [ -z "$classes" ] || return 0
    key=$({
        printf '%s\n' "$home" "$version" "$root" "$modules" "$flags"
        LC_ALL=C TZ=UTC0 ls -lnL "$home/release" "$home/lib/modules" "$jars" ${more_jars:+"$more_jars"}
    } 2>/dev/null | cksum 2>/dev/null)
    [ -n "$key" ] || return 0
    key=${key%% *}-${key##* }
    user=
    if [ -n "${XDG_CACHE_HOME:-}" ]; then user=$XDG_CACHE_HOME/arkor; elif [ -n "${HOME:-}" ]; then user=$HOME/.cache/arkor; fi
    for folder in "$cache" "$user"; do
        [ -n "$folder" ] || continue
        if [ -r "$folder/$key.classes" ]; then
            archive=$folder/$key.classes
            return 0
        fi
    done
    # A build machine that is thrown away after one start would make it for nobody.
    [ -z "${CI:-}" ] || return 0
    for folder in "$cache" "$user"; do
        [ -n "$folder" ] && mkdir -p "$folder" 2>/dev/null && [ -w "$folder" ] || continue
        # Twice in the background, so that it is no child of the program's.
        [ -e "$folder/$key.failed" ] || (make_archive </dev/null >/dev/null 2>&1 &)
        return 0
    done
}

# Runs in the background: one at a time for each folder, at low priority, out of reach of the terminal. The archive appears when it is whole.
make_archive() {
    trap '' HUP INT QUIT
    lock=$folder/lock
    # The lock of one that was killed.
    [ -z "$(find "$lock" -maxdepth 0 -mmin +10)" ] || rmdir "$lock"
    mkdir "$lock" || return
    trap 'rmdir "$lock"' EXIT
    [ ! -e "$folder/$key.classes" ] || return
    # The start that asked for it comes first.
    sleep 2
    if rehearse >"$folder/log" 2>&1 && [ -s "$folder/$key.new" ]; then
        owner=$(printf '%s\n' "$root" "$feature" | cksum)
        owner=$folder/${owner%% *}-${owner##* }.key
        mv -f "$folder/$key.new" "$folder/$key.classes"
        # What this installation used before is of no more use.
        read -r stale <"$owner" && [ "$stale" != "$key" ] && rm -f "$folder/$stale.classes" "$folder/$stale.failed"
        printf '%s\n' "$key" >"$owner"
    else
        : >"$folder/$key.failed"
    fi
    rm -f "$folder/$key.new" "$folder/$key.list" "$folder/$key.new.config"
}

# The program shows itself what it does at a start; see ai.arkor.shell.Rehearsal.
rehearse() {
    unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS
    if [ "$feature" -ge 25 ]; then
        run_java "-XX:AOTCacheOutput=$folder/$key.new" -Dai.arkor.shell.rehearsal=true
    else
        run_java "-XX:DumpLoadedClassList=$folder/$key.list" -Dai.arkor.shell.rehearsal=true &&
            run_java -Xshare:dump "-XX:SharedClassListFile=$folder/$key.list" "-XX:SharedArchiveFile=$folder/$key.new"
    fi
}

run_java() {
    nice -n 19 "$home/bin/java" $flags "$@" ${modules:+--module-path "$modules"} ${classes:+-cp "$classes"} $main
}

# Becomes the program. home, version and feature tell the Java; modules the module path, empty when it is linked into that Java; engine a folder of modules that
# only workers load, or nothing; jars and more_jars the folders of the program's files, root the installation and cache its folder for archives.
launch() {
    # No word of the JVM's about an archive that does not fit: without it the program only starts slower. An archive of 40 MB is used where it was made to be
    # and not moved to a random address, which takes longer than all else in a short start.
    flags='-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xlog:disable -XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0'
    flags="$flags -Dfile.encoding=UTF-8"
    main='-m ai.arkor.shell/ai.arkor.shell.Main'
    classes=
    native=org.jline
    if [ -n "$modules" ] && [ -z "$shell" ]; then
        # A JRE lacks a module that the program requires; on the class path it is missed only by what compiles.
        main=ai.arkor.shell.Main
        classes=$jars/*${more_jars:+:$more_jars/*}${engine:+:$engine/*}
        modules=
        engine=
        native=ALL-UNNAMED
    fi
    [ "$feature" -lt 22 ] || flags="$flags --enable-native-access=$native"
    find_archive
    # An AOT cache has all its classes loaded at once: for a prompt the faster way to them, for a version longer than all else.
    if [ "$feature" -ge 25 ] && { [ "$*" = --version ] || [ "$*" = -V ]; }; then
        archive=
    fi
    if [ -z "$archive" ]; then
        share=
    elif [ "$feature" -ge 25 ]; then
        share=-XX:AOTCache=$archive
    else
        share=-XX:SharedArchiveFile=$archive
    fi
    streams=
    for stream in 0 1 2; do
        if [ -t $stream ]; then streams=${streams}1; else streams=${streams}0; fi
    done
    exec "$home/bin/java" $flags ${share:+"$share"} ${ARKOR_JAVA_OPTIONS:-} ${engine:+"-Dai.arkor.local.engine=$engine"} "-Dai.arkor.shell.terminal=$streams" "-Dai.arkor.shell.program=$program" \
        ${modules:+--module-path "$modules"} ${classes:+-cp "$classes"} $main "$@"
}
