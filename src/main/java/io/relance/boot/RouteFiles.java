package io.relance.boot;

import io.relance.settings.Mistake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteBuilderLifecycleStrategy;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads connector and route files one by one: a broken one is named with its file and what is
 * wrong, and never stops the others (Camel by itself stops the whole hub).
 */
final class RouteFiles {
  private static final Logger LOG = LoggerFactory.getLogger(RouteFiles.class);

  private final CamelContext context;
  private final Home home;
  private final UnaryOperator<String> masked;
  private final boolean running;
  private final Set<String> left = new HashSet<>();
  private final List<Mistake> refused = new ArrayList<>();

  /**
   * @param masked takes secrets out of what is said
   * @param running whether routes start when loaded; a check loads them and starts none
   */
  RouteFiles(CamelContext context, Home home, UnaryOperator<String> masked, boolean running) {
    this.context = context;
    this.home = home;
    this.masked = masked;
    this.running = running;
  }

  /**
   * Loads connectors first, then routes, each in the order of its name; answers with the files
   * refused.
   *
   * @param known mistakes found before: their files are not tried again
   * @param between done once the connectors are there, before any route asks them
   */
  List<Mistake> load(List<Mistake> known, Runnable between) {
    known.forEach(mistake -> left.add(mistake.file()));
    files(home.connectors(), 2, ".kamelet.yaml").forEach(this::loadOne);
    between.run();
    files(home.routes(), 1, ".camel.yaml").forEach(this::loadOne);
    return List.copyOf(refused);
  }

  /** Ids of the routes whose files were refused (route id = file name). */
  Set<String> refusedIds() {
    return refused.stream()
        .map(mistake -> Path.of(mistake.file()).getFileName().toString())
        .map(name -> name.replace(".camel.yaml", ""))
        .collect(Collectors.toUnmodifiableSet());
  }

  private void loadOne(Path file) {
    if (left.contains(home.root().relativize(file).toString())) {
      return;
    }
    ExtendedCamelContext extended = context.getCamelContextExtension();
    Resource resource = PluginHelper.getResourceLoader(extended).resolveResource("file:" + file);
    try {
      if (running) {
        PluginHelper.getRoutesLoader(extended).loadRoutes(resource);
      } else {
        for (RoutesBuilder routes :
            PluginHelper.getRoutesLoader(extended).findRoutesBuilders(resource)) {
          context.addRoutes(still(routes));
        }
      }
    } catch (Exception e) {
      Mistake mistake =
          new Mistake(
              home.root().relativize(file).toString(),
              0,
              masked.apply(reason(e)),
              "correct the file and start again");
      LOG.error("Refused: {}", mistake);
      refused.add(mistake);
    }
  }

  private static RoutesBuilder still(RoutesBuilder routes) {
    if (routes instanceof RouteBuilder builder) {
      builder.addLifecycleInterceptor(
          new RouteBuilderLifecycleStrategy() {
            @Override
            public void afterConfigure(RouteBuilder configured) {
              configured
                  .getRouteCollection()
                  .getRoutes()
                  .forEach(route -> route.setAutoStartup("false"));
            }
          });
    }
    return routes;
  }

  private static String reason(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }

  private static List<Path> files(Path folder, int depth, String ending) {
    try (Stream<Path> found = Files.walk(folder, depth)) {
      return found.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
