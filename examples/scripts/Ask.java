import module ai.arkor.client;

/** Asks the final adapter of a run; on Java 25, where a program needs no class: Ask.java RUN QUESTION */
void main(String[] args) throws Exception {
    try (ArkorClient client = ArkorClients.open(Path.of(""))) {
        IO.println(client.attach(RunReference.parse(args[0])).infer(args[1]).text());
    }
}
