package io.candlegrid.domain.marketdata;

import java.util.List;

/** The markets that can be asked, by id. */
public record Venues(List<Venue> all) {

    public Venues {
        all = List.copyOf(all);
    }
}
