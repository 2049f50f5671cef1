package io.candlegrid.platform.web;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/** Serves the web UI; an address inside it that is no file is answered with its entry page. */
@Configuration(proxyBeanMethods = false)
public class UserInterfaceConfiguration implements WebMvcConfigurer {

    private static final String LOCATION = "classpath:/static/";
    private static final ClassPathResource ENTRY = new ClassPathResource("static/index.html");

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        if (ENTRY.exists()) {
            registry.addViewController("/").setViewName("forward:/index.html");
        }
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        // The build puts a content hash into these names, so they never change.
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(LOCATION + "assets/")
                .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).immutable());
        registry.addResourceHandler("/**")
                .addResourceLocations(LOCATION)
                .setCacheControl(CacheControl.noCache())
                .resourceChain(false)
                .addResolver(new HistoryFallback());
    }

    private static final class HistoryFallback extends PathResourceResolver {
        @Override
        protected @Nullable Resource getResource(String path, Resource location)
                throws IOException {
            Resource found = super.getResource(path, location);
            if (found != null) {
                return found;
            }
            boolean page = !path.startsWith("api/") && !path.contains(".");
            return page && ENTRY.exists() ? ENTRY : null;
        }
    }
}
