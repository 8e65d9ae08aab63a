#!/usr/bin/env -S arkor run
// Teaches the bundled model to sort support tickets, and asks it about one.
// From the repository's folder: arkor run examples/scripts/train.jsh [STEPS] [TICKET...]

int steps = args.length > 0 ? Integer.parseInt(args[0]) : 60
String ticket = args.length > 1 ? String.join(" ", List.of(args).subList(1, args.length)) : "My parcel never came."

var trainer = Trainer.builder("ticket-script")
    .model(Models.ARKOR_TINY)
    .dataset(Dataset.file("examples/triage/data/train.jsonl"))
    .lora(LoraConfig.of(16, 32).maxLength(128))
    .learningRate(2e-3)
    .batchSize(8)
    .maxSteps(steps)
    .loggingSteps(20)
    .onLog(log -> log.loss().ifPresent(loss -> System.out.printf(Locale.ROOT, "step %d, loss %.3f%n", log.step(), loss)))
    .build()

// A run that does not complete ends the script here, with the status 3 or 4.
trainer.await().orThrow()

var question = ChatRequest.builder().system("Sort the ticket.").user(ticket).temperature(0).maxTokens(30).build()
System.out.println(trainer.run().orElseThrow().infer(question).text())
