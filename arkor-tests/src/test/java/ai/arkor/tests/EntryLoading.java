package ai.arkor.tests;

import ai.arkor.api.EntryException;
import ai.arkor.api.RunnerListener;
import ai.arkor.api.TrainerRunner;
import java.nio.file.Path;

/** Loads the entry it is told, and prints what was done for it. Runs where there is nothing but the API. */
public final class EntryLoading {

    /** For entries to use. */
    public static final String NAME = "of-the-program";

    private EntryLoading() {}

    public static void main(String[] arguments) {
        try {
            String name = TrainerRunner.create().listener(new RunnerListener() {
                @Override
                public void built(Path jar) {
                    System.out.print("built; ");
                }

                @Override
                public void rebuilt(Path jar, String reason) {
                    System.out.print("rebuilt; ");
                }

                @Override
                public void reused(Path jar) {
                    System.out.print("reused; ");
                }
            }).load(Path.of(arguments[0])).name();
            System.out.println("trainer " + name);
        } catch (EntryException e) {
            System.out.println("EntryException: " + e.getMessage());
        }
    }
}
