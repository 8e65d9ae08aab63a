package org.example.modular;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.arkor.api.ArkorException;
import ai.arkor.api.Trainer;
import org.junit.jupiter.api.Test;

class SupportBotTest {

    @Test
    void definesATrainerFromANamedModule() {
        assertTrue(SupportBot.class.getModule().isNamed());
        assertTrue(Trainer.class.getModule().isNamed());
        assertEquals(100, new SupportBot().get().config().maxSteps().orElseThrow());
    }

    @Test
    void withTheApiAloneStartingSaysWhichArtifactIsMissing() {
        ArkorException missing = assertThrows(ArkorException.class, () -> new SupportBot().get().start());
        assertTrue(missing.getMessage().contains("ai.arkor:arkor-client"), missing.getMessage());
    }
}
