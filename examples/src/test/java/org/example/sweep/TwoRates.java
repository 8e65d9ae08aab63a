package org.example.sweep;

import ai.arkor.api.Sweep;
import ai.arkor.api.SweepResult;
import ai.arkor.api.Trainer;

final class TwoRates {

    private TwoRates() {}

    static String bestOf(Trainer trainer) throws InterruptedException {
        SweepResult result = Sweep.of(trainer)
                .vary("learningRate", 1e-4, 3e-4)
                .vary("lora.r", 8, 16)
                .parallel(2)
                .run();
        return result.best()
                .map(best -> best.settings() + ": " + best.score(result.metric()).orElseThrow().value())
                .orElse("none completed");
    }
}
