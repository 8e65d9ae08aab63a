// Every way into what is hidden that compiles. Each must be refused; what came in is told as such.
import java.lang.invoke.*
import java.lang.reflect.Constructor

interface Way { Object tried() throws Throwable; }

int refused = 0
void way(String name, Way way) {
    try {
        System.out.println("CAME IN by " + name + ": " + way.tried());
    } catch (IllegalAccessException | IllegalCallerException | ClassNotFoundException | NoSuchElementException | ServiceConfigurationError
            | IllegalAccessError | IllegalArgumentException e) {
        refused++;
    } catch (RuntimeException e) {
        if (!e.getClass().getName().equals("java.lang.reflect.InaccessibleObjectException")) {
            System.out.println("FAILED otherwise by " + name + ": " + e);
        } else {
            refused++;
        }
    } catch (Throwable e) {
        System.out.println("FAILED otherwise by " + name + ": " + e);
    }
}

Module module(String name) { return ModuleLayer.boot().findModule(name).orElseThrow(); }
Class<?> ofProgram(String name) throws Exception { return ClassLoader.getSystemClassLoader().loadClass(name); }
var trainer = Trainer.builder("t").model("m").dataset(Dataset.file(Path.of("r"))).build()
Module mine = new Object() {}.getClass().getModule()

// Private members, of a class that is exported and of a live object of a class that is not.
way("a private field", () -> { Trainer.class.getDeclaredField("driver").setAccessible(true); return 1; });
way("a private method", () -> { trainer.getClass().getDeclaredMethod("submit").setAccessible(true); return 1; });
way("a private method without asking", () -> trainer.getClass().getDeclaredMethod("submit").invoke(trainer));
way("a private constructor", () -> { Trainer.class.getDeclaredConstructors()[0].setAccessible(true); return 1; });
way("a hidden object's field", () -> { client.getClass().getDeclaredField("backends").setAccessible(true); return 1; });
way("a hidden object's public method", () -> client.getClass().getMethod("backend").invoke(client));
way("a hidden class's constructor", () -> client.getClass().getConstructors()[0].newInstance((Object) null, (Object) null));

// Look-ups.
way("a private look-up", () -> MethodHandles.privateLookupIn(Trainer.class, MethodHandles.lookup()));
way("a private look-up of a hidden class", () -> MethodHandles.privateLookupIn(client.getClass(), MethodHandles.lookup()));
way("a method handle", () -> MethodHandles.lookup().findVirtual(Trainer.class, "submit", MethodType.methodType(TrainingRun.class)));
way("a method handle of a hidden class", () -> MethodHandles.lookup().findConstructor(ofProgram("ai.arkor.wire.SseParser"), MethodType.methodType(void.class)));
way("a class defined in a hidden package", () -> MethodHandles.lookup().in(client.getClass()).defineClass(new byte[4]));

// Opening modules.
way("addExports of the shell", () -> module("ai.arkor.shell").addExports("ai.arkor.shell.backend", mine));
way("addOpens of the shell", () -> module("ai.arkor.shell").addOpens("ai.arkor.shell.snippet", mine));
way("addOpens of the client", () -> module("ai.arkor.client").addOpens("ai.arkor.client.transport", mine));
way("addExports of the wire", () -> module("ai.arkor.wire").addExports("ai.arkor.wire", mine));
way("Module's own private method", () -> { Module.class.getDeclaredMethod("implAddExportsOrOpens", String.class, Module.class, boolean.class, boolean.class).setAccessible(true); return 1; });
way("a property of the command line, set later", () -> {
    System.setProperty("jdk.module.addexports.0", "ai.arkor.wire/ai.arkor.wire=ALL-UNNAMED");
    return ofProgram("ai.arkor.wire.SseParser").getDeclaredConstructor().newInstance();
});

// Classes by their names.
way("forName of the shell", () -> Class.forName("ai.arkor.shell.snippet.SnippetEngine"));
way("forName of the wire", () -> Class.forName("ai.arkor.wire.SseParser"));
way("forName and a constructor", () -> Class.forName("ai.arkor.client.transport.ClientThreads").getDeclaredConstructor().newInstance());
way("forName and a private method", () -> { var method = Class.forName("ai.arkor.client.CloudClient").getDeclaredMethods()[0]; method.setAccessible(true); return 1; });
way("forName in a module", () -> Class.forName(module("ai.arkor.client"), "ai.arkor.client.transport.ClientThreads").getDeclaredConstructor().newInstance());
way("the system loader and a public method", () -> ofProgram("ai.arkor.shell.snippet.SnippetEngine").getMethod("open", Path.class).invoke(null, project));
way("the system loader and a constructor", () -> ofProgram("ai.arkor.wire.SseParser").getDeclaredConstructor().newInstance());
way("the context loader", () -> Thread.currentThread().getContextClassLoader().loadClass("ai.arkor.shell.Main"));
way("a library of the program", () -> Class.forName("org.jline.terminal.TerminalBuilder"));

// Services of the program.
way("the class of a service's provider", () -> ServiceLoader.load(ai.arkor.api.spi.EntryLoader.class, ClassLoader.getSystemClassLoader()).findFirst().get().getClass().getConstructor().newInstance());
way("a hidden service", () -> ServiceLoader.load(ofProgram("ai.arkor.shell.command.ShellCommand"), ClassLoader.getSystemClassLoader()).findFirst().get());
way("a hidden service in the layer", () -> ServiceLoader.load(ModuleLayer.boot(), ofProgram("ai.arkor.shell.command.ShellCommand")).findFirst().get());
way("a proxy of a hidden interface", () -> {
    var proxy = java.lang.reflect.Proxy.newProxyInstance(ClassLoader.getSystemClassLoader(), new Class<?>[] {ofProgram("ai.arkor.shell.backend.Connector")}, (self, method, arguments) -> null);
    return proxy.getClass().getMethod("signedIn").invoke(proxy);
});

// The very same classes and modules, all the same.
if (ofProgram("ai.arkor.api.Trainer") != Trainer.class) System.out.println("ANOTHER Trainer");
if (!module("ai.arkor.shell").getDescriptor().exports().isEmpty()) System.out.println("The shell EXPORTS something");
if (module("ai.arkor.wire").isExported("ai.arkor.wire", mine)) System.out.println("The wire IS EXPORTED");
System.out.println("refused " + refused)
