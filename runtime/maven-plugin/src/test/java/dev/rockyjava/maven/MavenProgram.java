package dev.rockyjava.maven;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A Maven in a process of its own that executes one command after the other: to start takes longer than what the tests' builds
 * do. Ends with the process that started it.
 */
final class MavenProgram {

    private static final String END = "This command ended with the status ";
    private static final int SECONDS = 300;

    private final Process process;
    private final DataOutputStream commands;
    private final BufferedReader output;

    /** What a command printed, and its status. */
    record Ended(int status, String output) {}

    private MavenProgram(Process process) {
        this.process = process;
        this.commands = new DataOutputStream(process.getOutputStream());
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts the Maven in a folder. */
    static MavenProgram start(Path home) throws IOException {
        try (DirectoryStream<Path> launchers = Files.newDirectoryStream(home.resolve("boot"), "plexus-classworlds-*.jar")) {
            String classPath = launchers.iterator().next() + File.pathSeparator + Path.of("target", "test-classes");
            Path java = Path.of(System.getProperty("java.home"), "bin", "java");
            return new MavenProgram(new ProcessBuilder(
                            java.toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8",
                            "-Dmaven.home=" + home, "-cp", classPath, MavenProgram.class.getName())
                    .redirectErrorStream(true)
                    .start());
        }
    }

    /** Executes one command in a folder and waits for its end. */
    synchronized Ended execute(Path folder, List<String> arguments) throws IOException {
        commands.writeUTF(folder.toString());
        commands.writeInt(arguments.size());
        for (String argument : arguments) {
            commands.writeUTF(argument);
        }
        commands.flush();
        FutureTask<Ended> ended = new FutureTask<>(this::ended);
        Thread reader = new Thread(ended, "maven-output");
        reader.setDaemon(true);
        reader.start();
        try {
            return ended.get(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IllegalStateException("Maven did not end", e);
        }
    }

    private Ended ended() throws IOException {
        StringBuilder printed = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(END)) {
                return new Ended(Integer.parseInt(line.substring(END.length())), printed.toString());
            }
            printed.append(line).append('\n');
        }
        throw new IllegalStateException("Maven ended by itself:\n" + printed);
    }

    /** The process. Starts Maven as its script does, by what its file m2.conf says. */
    public static void main(String[] none) throws Exception {
        Class<?> launcherType = Class.forName("org.codehaus.plexus.classworlds.launcher.Launcher");
        Object launcher = launcherType.getConstructor().newInstance();
        launcherType.getMethod("setSystemClassLoader", ClassLoader.class).invoke(launcher, ClassLoader.getSystemClassLoader());
        try (InputStream configuration = Files.newInputStream(Path.of(System.getProperty("maven.home"), "bin", "m2.conf"))) {
            launcherType.getMethod("configure", InputStream.class).invoke(launcher, configuration);
        }
        Object world = launcherType.getMethod("getWorld").invoke(launcher);
        Class<?> cli = (Class<?>) launcherType.getMethod("getMainClass").invoke(launcher);
        DataInputStream commands = new DataInputStream(System.in);
        PrintStream out = System.out;
        while (true) {
            String folder = commands.readUTF();
            String[] arguments = new String[commands.readInt()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = commands.readUTF();
            }
            // Maven makes what -D gives properties of the process.
            Properties before = (Properties) System.getProperties().clone();
            System.setProperty("maven.multiModuleProjectDirectory", folder);
            System.setProperty("user.dir", folder);
            Object status = cli.getMethod("doMain", String[].class, String.class, PrintStream.class, PrintStream.class)
                    .invoke(cli.getConstructor(world.getClass()).newInstance(world), arguments, folder, out, out);
            System.setProperties(before);
            out.println("\n" + END + status);
            out.flush();
        }
    }
}
