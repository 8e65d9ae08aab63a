package ai.arkor.client;

import ai.arkor.api.ArkorException;
import ai.arkor.api.CloudApiException;
import ai.arkor.api.ProjectStateMismatchException;
import ai.arkor.api.json.JsonValue.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds the project of a folder, and makes one when there is none. */
final class Projects {

    private final CloudApiClient api;
    private final Optional<String> organisation;
    private final Function<Path, Path> stateFile;
    private final Function<Path, String> slug;

    Projects(CloudApiClient api, Optional<String> organisation, Function<Path, Path> stateFile, Function<Path, String> slug) {
        this.api = api;
        this.organisation = organisation;
        this.stateFile = stateFile;
        this.slug = slug;
    }

    /**
     * The folder's project, when it has one. Asks nobody.
     *
     * @throws ProjectStateMismatchException when it belongs to another organisation than the identity's; the file stays as it is
     */
    Optional<Scope> find(Path directory) {
        Path file = stateFile.apply(directory);
        Optional<ProjectState> state = ProjectState.read(file);
        if (state.isPresent() && organisation.isPresent() && !state.get().orgSlug().equals(organisation.get())) {
            throw new ProjectStateMismatchException("The folder's project belongs to the organisation " + state.get().orgSlug()
                    + ", and you are in " + organisation.get() + ". Delete " + file + " to start a new project, or sign in with the account that owns it");
        }
        return state.map(ProjectState::scope);
    }

    /** The folder's project, made when it has none. */
    Scope ensure(Path directory) throws InterruptedException {
        Optional<Scope> found = find(directory);
        return found.isPresent() ? found.get() : create(directory);
    }

    /** The organisation whose projects are the identity's. */
    String organisation(Path directory) throws InterruptedException {
        Optional<String> known = organisation.or(() -> find(directory).map(Scope::orgSlug));
        return known.isPresent() ? known.get() : firstOrganisation(api.me());
    }

    private Scope create(Path directory) throws InterruptedException {
        String org = organisation.orElseThrow(() -> new ArkorException("There is no project state in " + stateFile.apply(directory)
                + ". Write it with the three fields orgSlug, projectSlug and projectId of a project of yours"));
        String wanted = slug.apply(directory);
        Project project;
        try {
            project = api.createProject(org, ProjectSlug.name(directory.toString()), wanted);
        } catch (CloudApiException refused) {
            if (refused.status() != 409) {
                throw refused;
            }
            project = adopted(org, wanted).orElseThrow(() -> refused);
        }
        ProjectState state = ProjectState.of(org, project.slug(), project.id());
        state.write(stateFile.apply(directory));
        return state.scope();
    }

    private Optional<Project> adopted(String org, String wanted) throws InterruptedException {
        return api.projects(org).stream().filter(project -> project.slug().equals(wanted)).findFirst();
    }

    private static String firstOrganisation(JsonObject me) {
        return me.array("orgs").orElse(List.of()).stream()
                .flatMap(org -> org instanceof JsonObject object ? object.string("slug").stream() : java.util.stream.Stream.empty())
                .findFirst()
                .orElseThrow(() -> new ArkorException("The backend names no organisation of yours"));
    }
}
