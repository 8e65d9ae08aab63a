import ai.arkor.api.*;

/** Starts a run where the environment says, awaits it and asks its adapter: all with one import. */
class Train {

    public static void main(String[] args) throws Exception {
        Trainer trainer = Trainer.builder("from-one-file")
                .model(Models.GEMMA_4_E4B_IT)
                .dataset(Dataset.huggingFace("arkorlab/triage-demo"))
                .lora(LoraConfig.of(16, 32))
                .maxSteps(100)
                .onLog(log -> log.loss().ifPresent(loss -> System.out.println("step " + log.step() + ", loss " + loss)))
                .build();
        TrainingRun run = trainer.start();
        System.out.println("run " + run.reference());
        trainer.await().orThrow();
        System.out.println(run.infer("My parcel never came.").text());
    }
}
