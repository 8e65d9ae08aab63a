package ai.arkor.tests;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jline.builtins.ScreenTerminal;

/**
 * The program as it is launched, from the modules that the build made, at a terminal: keys in, screen out. After it has ended, the shell it was started from
 * says with which status, and in which state it left the terminal.
 */
final class ArkorTerminal implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path SHELL = Path.of("..", "arkor-shell", "target", "arkor", "lib").toAbsolutePath().normalize();

    static final String UP = "\033[A";
    static final String DOWN = "\033[B";
    static final String CTRL_C = "\003";
    static final String CTRL_D = "\004";
    static final String CTRL_R = "\022";
    static final String TAB = "\t";

    private final PtyProcess process;
    private final ScreenTerminal screen;
    private final StringBuilder transcript = new StringBuilder();
    private boolean over;

    /** @param environment what is set besides the home folder */
    ArkorTerminal(Path jdk, Path home, Path workingDirectory, Map<String, String> environment, int columns, int rows, String... arguments) throws IOException {
        screen = new ScreenTerminal(columns, rows);
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.keySet().removeIf(name -> name.startsWith("ARKOR_") || List.of("NO_COLOR", "CI").contains(name));
        variables.putAll(Map.of("HOME", home.toString(), "TERM", "screen-256color", "LC_ALL", "C.UTF-8"));
        variables.putAll(environment);
        process = new PtyProcessBuilder(command(jdk, arguments).toArray(String[]::new))
                .setDirectory(workingDirectory.toString())
                .setEnvironment(variables)
                .setInitialColumns(columns)
                .setInitialRows(rows)
                .start();
        Thread reading = new Thread(this::read, "arkor-terminal");
        reading.setDaemon(true);
        reading.start();
    }

    private static List<String> command(Path jdk, String... arguments) {
        String modules = Stream.concat(Stream.of(SHELL), BuiltJars.paths().filter(jar -> !jar.getFileName().toString().startsWith("arkor-testkit")))
                .map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        boolean asksForNativeAccess = !jdk.equals(Path.of(System.getProperty("java.home"))) || Runtime.version().feature() >= 22;
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "trap : INT; \"$@\"; status=$?; echo; stty -a; echo \"status=$status\"", "sh",
                jdk.resolve("bin").resolve("java").toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8"));
        if (asksForNativeAccess) {
            command.add("--enable-native-access=org.jline");
        }
        command.addAll(List.of("-Dai.arkor.shell.terminal=111", "--module-path", modules, "-m", "ai.arkor.shell/ai.arkor.shell.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    private void read() {
        try (Reader output = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
            char[] some = new char[8192];
            for (int count; (count = output.read(some)) >= 0;) {
                synchronized (this) {
                    transcript.append(some, 0, count);
                    screen.write(new String(some, 0, count));
                    notifyAll();
                }
            }
        } catch (IOException gone) {
            // The terminal is closed when its last process ends.
        }
        synchronized (this) {
            over = true;
            notifyAll();
        }
    }

    /** Presses keys. */
    void type(String keys) throws IOException {
        process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    void line(String text) throws IOException {
        type(text + "\r");
    }

    /** Drops what is typed, and waits for the next prompt: the terminal itself forgets keys at Ctrl-C. */
    void interrupt() throws IOException, InterruptedException {
        long before = prompts();
        type(CTRL_C);
        await("shows another prompt", shown -> prompts() > before && lastLine(shown).equals("arkor>"));
    }

    /** How often a line was asked for; each time the terminal is told to mark what is pasted. */
    private synchronized long prompts() {
        return Pattern.compile("\033[?2004h", Pattern.LITERAL).matcher(transcript).results().count();
    }

    /** Types a line when the prompt is ready for it. */
    void command(String text) throws IOException, InterruptedException {
        awaitPrompt();
        line(text);
    }

    /** Waits for a prompt with nothing typed at it; before, the terminal would act on keys by itself. */
    void awaitPrompt() throws InterruptedException {
        awaitLastLine("arkor>");
    }

    /** Presses a key now and then until the screen shows that text. */
    synchronized void typeUntil(String key, String text) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!screen().contains(text)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("The screen never shows \"" + text + "\"; it shows:\n" + screen().stripTrailing());
            }
            type(key);
            long pause = System.nanoTime() + Duration.ofSeconds(1).toNanos();
            for (long left; !screen().contains(text) && (left = Duration.ofNanos(pause - System.nanoTime()).toMillis()) > 0;) {
                wait(left);
            }
        }
    }

    /** Waits until the screen shows that text. */
    void await(String text) throws InterruptedException {
        await("shows \"" + text + "\"", shown -> shown.contains(text));
    }

    /** Waits until a line of the screen is that text, whatever spaces end it. */
    void awaitLine(String text) throws InterruptedException {
        await("has the line \"" + text + "\"", shown -> shown.lines().anyMatch(line -> line.stripTrailing().equals(text)));
    }

    /** Waits until the last line with text on it is that text. */
    void awaitLastLine(String text) throws InterruptedException {
        await("ends with the line \"" + text + "\"", shown -> lastLine(shown).equals(text));
    }

    static String lastLine(String shown) {
        return shown.lines().map(String::stripTrailing).filter(line -> !line.isEmpty()).reduce("", (before, line) -> line);
    }

    /** Waits until the screen is so. */
    synchronized void await(String what, Predicate<String> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!wanted.test(screen())) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0 || over && !wanted.test(screen())) {
                throw new AssertionError((over ? "the program ended and" : "the screen") + " never " + what + "; it shows:\n" + screen().stripTrailing());
            }
            wait(left);
        }
    }

    /** What is on the screen, a line each. */
    synchronized String screen() {
        return screen.toString();
    }

    /** Every byte that the program wrote to the terminal, as text. */
    synchronized String transcript() {
        return transcript.toString();
    }

    /** The process of the program itself. */
    ProcessHandle program() {
        return ProcessHandle.of(process.pid()).orElseThrow().children().findFirst().orElseThrow();
    }

    /** Sends a signal to the program, as {@code kill} does. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(program().pid())).start().waitFor();
    }

    /** The program's exit status, once the terminal it was left in is seen to take lines as it did before. */
    int exitStatus() throws InterruptedException {
        await("told the status", shown -> shown.contains("status="));
        String shown = screen();
        String state = transcript().substring(transcript().lastIndexOf("speed "));
        if (!List.of(state.split("[\\s;]+")).containsAll(List.of("icanon", "echo", "isig", "icrnl", "opost", "echoctl"))) {
            throw new AssertionError("The terminal was not restored: " + state);
        }
        String raw = transcript();
        if (raw.lastIndexOf("\033[?2004h") > raw.lastIndexOf("\033[?2004l")) {
            throw new AssertionError("Bracketed paste was left on");
        }
        String status = shown.substring(shown.lastIndexOf("status=") + 7).lines().findFirst().orElseThrow().strip();
        return Integer.parseInt(status);
    }

    @Override
    public void close() {
        ProcessHandle.of(process.pid()).ifPresent(shell -> shell.descendants().forEach(ProcessHandle::destroyForcibly));
        process.destroyForcibly();
    }
}
