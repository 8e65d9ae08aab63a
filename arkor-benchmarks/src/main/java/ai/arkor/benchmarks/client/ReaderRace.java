package ai.arkor.benchmarks.client;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Ways of reading, each in a warm JVM of its own, which read the same script in turn, A B C A B C, so that whatever else the machine does falls on all. */
final class ReaderRace implements AutoCloseable {

    static final int ROUNDS = 11;

    private static final List<String> OPTIONS = List.of("-Xmx512m");

    private final Map<Reading, ChildJvm> readers = new EnumMap<>(Reading.class);
    private String machine = "";

    static ReaderRace start(String address, Reading... readings) throws IOException {
        ReaderRace race = new ReaderRace();
        try {
            for (Reading reading : readings) {
                ChildJvm reader = ChildJvm.start(OPTIONS, EventReader.class, reading.name(), address);
                race.readers.put(reading, reader);
                race.machine = reader.answer();
            }
            return race;
        } catch (IOException failed) {
            race.close();
            throw failed;
        }
    }

    /** What the readers run on. */
    String machine() {
        return machine;
    }

    Map<Reading, Medians> run(StreamScript script, int warmUps) throws IOException {
        Map<Reading, Medians> medians = new EnumMap<>(Reading.class);
        for (int round = -warmUps; round < ROUNDS; round++) {
            for (Map.Entry<Reading, ChildJvm> reader : readers.entrySet()) {
                String said = reader.getValue().ask(script.jobId());
                if (round >= 0) {
                    medians.computeIfAbsent(reader.getKey(), first -> new Medians()).add(said);
                }
            }
        }
        return medians;
    }

    @Override
    public void close() {
        readers.values().forEach(ChildJvm::close);
    }
}
