package ai.arkor.benchmarks.client;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Reads one script after the other, in one way, and says what each cost: nanoseconds of processor time, bytes allocated, nanoseconds by the clock. */
final class EventReader {

    private EventReader() {}

    /** @param arguments the way, and the server's address; the scripts' job ids come by standard input */
    public static void main(String[] arguments) throws Exception {
        Reading.Reader reader = Reading.valueOf(arguments[0]).on(arguments[1]);
        System.out.println(Usage.machine());
        BufferedReader scripts = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String jobId = scripts.readLine(); jobId != null; jobId = scripts.readLine()) {
            StreamScript script = StreamScript.ofJob(jobId);
            long start = System.nanoTime();
            Usage before = Usage.now();
            reader.read(script);
            Usage used = Usage.now().since(before);
            System.out.println(used.cpuNanos() + " " + used.allocatedBytes() + " " + (System.nanoTime() - start));
        }
        System.exit(0);
    }
}
