package ai.arkor.local.engine.weights;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfFloatsTest {
    @Test
    void everyHalfSurvivesTheWayThereAndBack() {
        for (int bits = 0; bits < 0x10000; bits++) {
            float value = HalfFloats.toFloat((short) bits);
            if (Float.isNaN(value)) {
                assertThat(HalfFloats.toFloat(HalfFloats.fromFloat(value))).isNaN();
            } else {
                assertThat(HalfFloats.fromFloat(value) & 0xffff).as("%x", bits).isEqualTo(bits);
            }
        }
    }

    /** Bit patterns from IEEE 754: 1, -2, the largest, the smallest normal, the smallest subnormal, infinity. */
    @ParameterizedTest
    @CsvSource({"1, 3c00", "-2, c000", "65504, 7bff", "6.103515625e-5, 0400", "5.9604644775390625e-8, 0001", "1e6, 7c00", "-0.0, 8000"})
    void knowsTheLandmarks(float value, String hex) {
        assertThat(HalfFloats.fromFloat(value) & 0xffff).isEqualTo(Integer.parseInt(hex, 16));
    }

    @ParameterizedTest
    @CsvSource({
        "1.00048828125, 3c00", // halfway between 1 and its successor: to the even one
        "1.00146484375, 3c02", // halfway between the first and second successor
        "1.0005, 3c01",
        "65519, 7bff",
        "65520, 7c00",
        "2.9802322387695312e-8, 0000" // half of the smallest subnormal
    })
    void roundsToNearestAndTiesToEven(float value, String hex) {
        assertThat(HalfFloats.fromFloat(value) & 0xffff).isEqualTo(Integer.parseInt(hex, 16));
    }
}
