package ai.arkor.shell.scaffold;

/**
 * A project to be written.
 *
 * @param name as {@link ProjectName} makes them
 */
public record Project(String name, Template template, BuildTool buildTool) {}
