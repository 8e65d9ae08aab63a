/** A user with modules who starts runs, and rehearses that against the test kit. */
module org.example.rehearsal {
    requires ai.arkor.api;
    requires ai.arkor.client;
    requires ai.arkor.testkit;
}
