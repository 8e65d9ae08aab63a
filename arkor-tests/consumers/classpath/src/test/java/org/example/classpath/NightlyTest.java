package org.example.classpath;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.arkor.api.Trainer;
import ai.arkor.api.spi.ArkorClientProvider;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class NightlyTest {

    @Test
    void definesATrainerFromTheClassPath() {
        assertFalse(Trainer.class.getModule().isNamed());
        assertEquals("nightly", Nightly.trainer().name());
    }

    @Test
    void theClientIsFoundOnTheClassPath() {
        assertTrue(ServiceLoader.load(ArkorClientProvider.class).findFirst().isPresent());
    }
}
