#pragma once

#include <string_view>

namespace presswash {

/// Words, in lower case and without their last point, that end with a point and no sentence, in the languages that
/// write them; between spaces.
inline constexpr std::string_view abbreviations =
    " mr mrs ms dr prof st sr jr rev gen col lt sgt capt cpl maj cmdr adm gov sen rep hon inc ltd co corp no nos vs etc"
    " e.g i.e fig vol approx dept est bros messrs mt ft jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues "
    "wed"
    " thu thur fri sat sun bzw ca z.b d.h u.a o.ä usw nr str dipl ing mag bspw evtl ggf inkl vgl hl sog tel abs art geb"
    " verh mio mrd tsd min std sra srta dra ud uds av avda pág núm pp mme mlle mm me mgr p.ex cf env hab inż mgr im św "
    "tzw"
    " np tj al wg ds godz ul pl sayın doç yrd sn vb vs bkz dott sig geom avv on d.c a.c ecc pag bl dhr mevr drs ir blz"
    " bijv o.a t.o.v kl resp jf bl.a dvs osv mfl mgr ing tzv apod atd např č ";

}  // namespace presswash
