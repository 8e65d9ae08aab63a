package ai.arkor.client;

import ai.arkor.api.json.JsonValue.JsonObject;

/** A project as the backend told of it: immutable, with every field it sent, also those this version has no method for. */
public final class Project {

    private final JsonObject json;

    private Project(JsonObject json) {
        this.json = json;
    }

    /** @throws IllegalArgumentException naming the first required field that is missing or is not text */
    static Project of(JsonObject json) {
        Fields fields = new Fields("project", json);
        fields.text("id");
        fields.text("slug");
        fields.text("name");
        fields.text("orgId");
        return new Project(json);
    }

    public String id() {
        return json.string("id").orElseThrow();
    }

    /** What calls name it by, with the organisation's. */
    public String slug() {
        return json.string("slug").orElseThrow();
    }

    public String name() {
        return json.string("name").orElseThrow();
    }

    public String orgId() {
        return json.string("orgId").orElseThrow();
    }

    /** The record as it came. */
    public JsonObject json() {
        return json;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Project that && json.equals(that.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return "Project[" + id() + " " + slug() + "]";
    }
}
