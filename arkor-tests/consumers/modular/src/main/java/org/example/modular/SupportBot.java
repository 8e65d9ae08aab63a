package org.example.modular;

import ai.arkor.api.Dataset;
import ai.arkor.api.LoraConfig;
import ai.arkor.api.Models;
import ai.arkor.api.Trainer;
import java.nio.file.Path;
import java.util.function.Supplier;

final class SupportBot implements Supplier<Trainer> {

    @Override
    public Trainer get() {
        return Trainer.builder("support-bot-v1")
                .model(Models.ARKOR_TINY)
                .dataset(Dataset.file(Path.of("train.jsonl")))
                .lora(LoraConfig.of(16, 32).maxLength(128))
                .maxSteps(100)
                .onCheckpoint(checkpoint -> checkpoint.infer("Where is my parcel?"))
                .build();
    }
}
