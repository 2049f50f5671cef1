package io.candlegrid.platform.web;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import tools.jackson.databind.json.JsonMapper;

/** The filters and error shapes of every process, whatever its roles. */
@Configuration(proxyBeanMethods = false)
@Import({ErrorResponses.class, TroubleResponses.class, ContainerErrorController.class})
public class WebConfiguration {

    @Bean
    ErrorWriter errorWriter(JsonMapper json) {
        return new ErrorWriter(json);
    }

    @Bean
    FilterRegistrationBean<LoopbackFilter> loopbackFilter(ErrorWriter errors) {
        var registration = new FilterRegistrationBean<>(new LoopbackFilter(errors));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    FilterRegistrationBean<RequestLimits> requestLimits(ErrorWriter errors) {
        var registration = new FilterRegistrationBean<>(new RequestLimits(errors));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }
}
