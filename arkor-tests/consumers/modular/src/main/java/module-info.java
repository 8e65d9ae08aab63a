/** A user of the API who has modules. */
module org.example.modular {
    requires ai.arkor.api;
}
