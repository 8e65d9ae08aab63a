package ai.arkor.shell.command;

import ai.arkor.api.RunnerListener;
import java.nio.file.Path;

/** Says in a line what was compiled, and why; nothing when a jar was used as it was. */
final class BuildLines implements RunnerListener {

    private final Session session;

    BuildLines(Session session) {
        this.session = session;
    }

    @Override
    public void built(Path jar) {
        session.err().println("built " + session.name(jar));
    }

    @Override
    public void rebuilt(Path jar, String reason) {
        session.err().println(reason + "; rebuilt");
    }

    @Override
    public void noticed(String notice) {
        session.err().println(notice);
    }
}
