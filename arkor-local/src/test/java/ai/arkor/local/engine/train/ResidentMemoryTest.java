package ai.arkor.local.engine.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.arkor.local.engine.model.LlamaConfig;
import ai.arkor.local.engine.model.LlamaModel;
import ai.arkor.local.engine.model.LoraAdapter;
import ai.arkor.local.engine.model.LoraConfig;
import ai.arkor.local.engine.model.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Off-heap tensors that nobody frees do not show in the Java heap; the process' resident memory shows them. */
@Tag("deep")
@EnabledOnOs(OS.LINUX)
class ResidentMemoryTest {
    private static final LlamaConfig SMALL = new LlamaConfig(512, 64, 172, 4, 8, 4, 8, 128, 1e-5, 10_000, true, 1, 2);

    @Test
    void staysFlatFromStep200ToStep1000() {
        List<Long> resident = new ArrayList<>();
        TrainingOptions options = TrainingOptions.builder(1000, 1e-3).loggingSteps(100).build();
        try (LlamaModel model = LlamaModel.initialize(SMALL, Precision.FLOAT32, 1);
                LoraAdapter adapter = LoraAdapter.initialize(
                        SMALL, LoraConfig.allProjections(8, 16, 0.1), Precision.FLOAT32, 1);
                TrainingLoop loop = TrainingLoop.lora(model, adapter, options)) {
            loop.run(ResidentMemoryTest::batch, List.of(), new TrainingListener() {
                @Override
                public void logged(StepLog log) {
                    if (log.step() >= 200) {
                        resident.add(residentKilobytes());
                    }
                }
            });
        }
        assertThat(resident).hasSize(9);
        assertThat(resident).as("kB from step 200 on").allSatisfy(later -> assertThat(later.doubleValue())
                .isCloseTo(resident.get(0).doubleValue(), Percentage.withPercentage(5)));
    }

    /** Of changing length, so that buffers cannot simply be reused. */
    private static Batch batch(long index) {
        Random random = new Random(index);
        List<Example> rows = new ArrayList<>();
        for (int row = 0; row < 4; row++) {
            rows.add(Example.text(random.ints(20 + random.nextInt(44), 0, 512).toArray()));
        }
        return new Batch(rows);
    }

    private static long residentKilobytes() {
        try {
            System.gc();
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
