package org.example.classpath;

import ai.arkor.api.Dataset;
import ai.arkor.api.Models;
import ai.arkor.api.Trainer;

final class Nightly {

    private Nightly() {}

    static Trainer trainer() {
        return Trainer.builder("nightly").model(Models.GEMMA_4_E4B_IT).dataset(Dataset.huggingFace("arkorlab/triage-demo")).numTrainEpochs(1).build();
    }
}
