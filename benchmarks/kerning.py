"""Kerning of Atkinson Hyperlegible Next in thousandths of an em, for what the handouts write.

The yardstick's own copy of what the fonts say. A row is the first characters of pairs, then each
shift and the second characters it is for.
"""

from __future__ import annotations

REGULAR_ROWS = """\
a=-50=T?=-20=Y)=-10=s–-=-9=fu=-8=t=-7=cdeioqvwyëéï
bop=-80=T=-60=Y=-40=?=-30=VX=-22=W=-20=xz)=-13=tA=-11=f=-10=.,=-8=vwy=-7=s=-5=i:;ï=3=cdeoqëé
bop=10=–-
c=-65=T=-20=)?=-10=cdeoqëé=6=iï=17=f=20=bhklt
eëé=-80=T=-60=Y=-40=?=-30=V=-22=W=-20=/=-14=z=-4=vwy=-3=t=-2=f=5=g
f=-40=.,=-31=cdeoqëé=-30=/–-=-22=g=-16=s=-15=a=-3=x=7=f=8=t=10=ivwy?=40=*ï
g=-30=T=20=j
hmn=-50=T=-30=?=-17=t=-15=vwy=-5=f
j=20=j
k=-50=T=-30=–-=-21=cdeoqëé=-20=&=-10=itï=-8=a=-5=.,:;=5=vwy=22=x
l=-9=vwy=-5=bghkl=-4=cdeoqëé=-3=t=7=iï=10=.,=16=a
q=-30=T=30=vwy=40=,;=70=)/=130=j
r=-70=.,=-20= =-13=acdeoqëé=-10=g=10=bhklmnpru=20=vwy=25=t=30=fiï
s=-40=T?=-7=vwy=-6=x=-2=cdeoqtëé=4=f
t=-12=cdeoqëé=-10=–-?=-5=z=6=iï=8=vwy
u=-30=T
vwy=-30=A.,/=-20=TY=-10=VX –-=-8=acdeoqëé=-6=g=-3=s=9=t=20=iï=22=f=25=vwy
x=-50=T=-20=cdeoqYëé=-10=gV=5=f=25=x
z=-40=T=-30=Y=-19=cdeoqëé=-15=–-=10=ftvwy
A=-70=*=-50=TY?=-40=V=-30=vwyUW=-20=tCGOQ)=-16=S=-15=u=-13=cdeoqëé=-10=f –-=10=.,/=19=X=20=A
B=-20=XY/*=-10=VW=7=cdeoqëé
C=-22=CGOQ=-10=AX=-1=V=2=cdeoqëé=10=WZ=18=T
DO=-40=/?=-30=IXYZ.,=-20=ATV)=-10=zW=10=–-
E=-27=CGOQ=-10=vwy=-9=cdeoqëé=-8=S=10=T
F=-70=/=-60=J.,=-50=A=-12=a=-6=CGOQ=30=ï
G=-40=?=-30=Y=-20=TV*=-10=W
I=-30=cdeoqCGOQëé=-20=gvwy=-11=a
JU=-40=.,=-30=A/=-10=g
K=-40=vwy=-39=CGOQ=-31=cdeoqëé=-30=gU?=-27=u=-20=i ï=-19=W=-13=V=-2=Y=17=AX
L=-80=Y=-70=TV*=-60=?=-50=W=-30=CGOQ=-20=U=-10=S=-4=cdeoqëé=9=A
P=-90=J=-60=.,/=-50=A=-30= =-20=X=-13=cdeoqëé=-5=Y=10=TV=20=ivwyï
Q=-40=?=-30=IY=-20=TV)=-10=zW=5=Z=10=/–-=30=.,=35=X=40=A
R=-30=–-=-13=CGOQ=-10=cdeoqJUYëé=-3=aT=3=AX
S=-25=Y=-24=t=-20=/?=-19=vwy=-14=T=-11=V=-10=A=-6=pW=2=J=20=–-
T=-100=/=-90=J=-80=cdeoqëé=-70=ag.,=-50=xA=-40=psuz&–-=-30=mnrCGOQ:;=-20=vwy =-14=S=10=X
T=20=TVW*?=30=Y=60=ï
V=-50=J/=-40=A=-30=cdemnopqr.,–-ëé=-23=a=-20=gsuCGOQ :;&=-10=vwxy=5=X=18=V=20=T=22=i=29=Y=47=ï
W=-40=J=-30=A.,/=-22=cdeoqëé=-20=g :;&=-15=–-=-10=uCGOQ=-4=a=-2=S=-1=X=6=W=20=T=23=Y=40=ï
X=-30=cdeoqCGOQëé=-20=–-=-10=avwy?=-1=W=5=V=10=T.,=16=Y=19=A
Y=-100=/=-80=J=-60=cdegoq.,é=-53=a=-50=pA&ë=-40=mnrsu=-30=zCGOQ :;=-20=vwxy=-13=S=-10=?=16=X
Y=23=W=29=V=30=T=40=Yï
Z=-38=CGOQ=-25=cdeoqëé
0=-20=)=20=–-
2=-30=4=-10=38
3=-30=/=-1=9
4=-30=9=-20=2=10=4=20=–-
5=-30=/=-20=13=-10=59=-4=6
6=-30=/=-20=1
7=-50=4/=-30=.,=-20=8=10=3=20=1=30=7%
8=-30=9=-20=1=-10=27/
9=-50=/=-20=2=-10=4
 =-30=Y=-20=TVW=-10=vwyA
.=-70=T=-60=Y*=-40=vwyUV=-30=CGOQW1=-20=t=-10=cdeoqëé=10=AX
,=-70=T=-60=Y*=-40=vwyUV=-30=CGOQW1=-20=t=-10=cdeoqëé=10=AX=20=j
:;=-30=TY=-20=V=-10=W=-5=cdeoqëé=10=A
(=-40=cdeoqëé=-20=aACGOQ0=60=j
/=-110=J=-100=/=-60=cdeoqëé=-50=asA4=-40=guxCGOQ=-30=mnprS=-20=vwy=10=f=20=Y=40=T=50=7
&=-70=Y=-60=T=-50=V=-30=vwySUW
*=-70=AJ=-60=.,=-20=acdeoqëé=20=T=30=f
–-=-40=T=-30=V=-20=X=-15=W=-10=tvwyA=10=cdeoqCGOQ5ëé=20=g0=40=J4
?=-50=A
ï=10=bhkl
"""

BOLD_ROWS = """\
a=-50=T=-42=?=-28=Y=-20=)=-18=vwy=-10=t–-=-9=fiï=-8=u=-7=s=-6=cdeoqëé
bop=-80=T=-76=Y=-46=X=-40=?=-39=V=-35=W=-28=x=-24=/=-20=)=-18=vwy=-16=z=-15=A=-13=iï=-10=.,=-8=s
bop=-5=:;=-2=t=1=cdeoqëé=14=–-
c=-61=T=-20=)?=-16=cdeoqëé=2=a=8=iï=19=f=20=bhklt
eëé=-76=Y=-72=T=-48=?=-39=V=-35=W=-20=/=-13=vwy=-8=z=-4=.,=-2=t=-1=f=5=g
f=-40=.,=-30=/–-=-25=cdeoqëé=-19=g=-16=a=-11=s=-9=x=4=vwy=10=it?=13=f=32=*ï
g=-46=T=36=j
hmn=-50=T=-38=?=-19=vwy=-8=iï=-7=t=-1=f
j=36=j
k=-42=T=-38=–-=-32=cdeoqëé=-20=&=-14=a=-10=itï=-9=.,:;=9=vwy=24=x
l=-21=iï=-18=tvwy=-16=g=-14=cdeoqëé=-10=bhkl=10=a.,
q=-46=T=30=vwy=32=p=40=,;=70=)=86=/=154=j
r=-70=.,=-20= =-15=cdeoqëé=-11=a=-7=g=7=vwy=10=bhklmnpru=19=iï=25=t=30=f
s=-48=T=-40=?=-12=x=-8=vwy=1=f=2=cdeoqëé
t=-14=cdeoqëé=-10=–-?=-3=vwy=-1=z=2=iï
u=-46=T
vwy=-54=.,=-38=A=-36=Y=-30=/=-28=T=-26=X=-18=acdeoq ëé=-13=g=-10=V–-=-8=s=14=iï=15=t=16=f=25=vwy
x=-42=T=-36=Y=-28=cdeoqëé=-26=V=-18=g=-11=s=3=f=25=x
z=-40=T=-38=Y=-15=cdeoq–-ëé=10=ftvwy
A=-70=*=-66=TY=-58=?=-48=V=-38=vwyW=-32=t=-30=U=-28=CGOQ=-20=)=-19=S=-18=f–-=-15=cdeoqëé=-11=u
A=-10= =10=.,=18=/=19=X=24=A
B=-20=XY/*=-18=V=-10=W=11=cdeoqëé
C=-18=X=-16=CGOQ=-10=A=10=WZ=12=T
DO=-48=?=-46=X=-42=Y=-40=/=-30=.,=-28=A=-22=Z=-20=TV)=-19=I=-10=W=-2=z=18=–-
E=-19=CGOQ=-17=cdeoqëé=-10=vwy=-5=S=10=T
F=-62=/=-52=.,=-50=A=-36=J=-10=a=-4=CGOQ=22=ï
G=-50=Y=-40=?=-28=T=-20=V*=-18=W=-8=X
I=-28=g=-25=cdeoqëé=-20=vwy=-19=CGOQ=-5=a
JU=-40=.,=-30=A/=-5=g
K=-52=CGOQ=-48=vwy=-46=cdeoqëé=-38=g?=-28=iuï=-22=U=-20= =-4=W=2=V=11=Y=15=X=19=A
L=-88=Y=-86=T=-76=?=-70=V*=-50=W=-30=CGOQ=-20=U=-16=iï=-10=S=-5=cdeoqëé=8=A
P=-106=J=-68=/=-60=.,=-50=A=-30= =-28=X=-20=Y=-8=a=-2=cdeoqëé=4=V=10=T=20=ivwyï
Q=-48=?=-42=Y=-20=TV)=-19=I=-10=W=-2=z=2=.,=5=Z=10=/=18=–-=19=X=32=A=41=j
R=-32=Y=-26=J=-22=–-=-12=cdeoqëé=-11=CGOQ=-10=U=-9=T=-8=.,:;=-4=a=12=X=16=A
S=-21=vwyY=-20=/=-15=V=-13=t=-12=pA?=-7=T=-4=W=4=J=28=–-
T=-100=/=-98=J=-80=cdeoqëé=-78=.,=-70=g=-66=A=-62=a=-48=s=-46=mnr=-42=x=-40=puz–-=-32=&=-30=:;
T=-28=vwy=-22=CGOQ=-20= =-8=S=2=X=15=T=20=VW*?=22=Y=44=ï
V=-66=J=-58=/=-48=A=-47=a=-46=.,=-39=cdeoqëé=-36=s&=-32=mnr=-30=–-=-28=g=-26=x=-22=p
V=-20=uCGOQ :;=-11=S=-10=vwy=-2=i=5=X=20=TV=27=ï=29=Y
W=-64=J=-38=A=-35=cdeoqëé=-30=.,/=-28=g=-20= =-12=u:;=-10=CGOQ=-6=aS=-4=&=-3=–-=9=W=20=T=24=Y
W=32=ï
X=-46=cdeoqCGOQëé=-26=vwy=-20=–-=-18=?=-10=a=2=T=5=V=10=.,=14=Y=19=A
Y=-121=J=-76=cdegoq.,/é=-67=a=-66=A=-58=ë=-56=s=-50=p&=-48=mnr=-42=CGOQ=-41=–-=-40=u=-38=z:;
Y=-36=vwxy=-30= =-27=S=-18=?=14=X=22=T=24=W=29=V=32=ï=38=Y
Z=-30=CGOQ=-14=cdeoqëé
0=-20=)=20=–-
2=-10=8=-6=4=-2=3
3=-30=/
4=-22=9=-8=1=-4=2=10=4=20=–-
5=-22=/=-20=13=-9=6=-4=5=-2=9
6=-30=/=-28=1=-8=7
7=-50=/=-42=4=-30=.,=-20=8=10=3=20=1=30=7%
8=-24=%=-20=1=-18=/=-14=9=-10=27
9=-50=/=-20=2=-2=4
 =-30=Y=-20=TVW=-18=vwy=-10=A
.=-84=*=-78=T=-76=Y=-48=V=-40=vwyU=-30=CGOQW1=-28=t=-10=cdeoqëé=10=AX
,=-84=*=-78=T=-76=Y=-48=V=-40=vwyU=-30=CGOQW1=-28=t=-10=cdeoqëé=10=AX=28=j
:;=-38=Y=-30=T=-20=V=-10=W=-5=cdeoqëé=10=A
(=-40=cdeoqëé=-20=aACGOQ0=-16=gJ=68=j
/=-132=/=-102=J=-82=A=-68=cdeoqëé=-58=s=-50=a4=-48=g=-40=uxCGOQ=-38=mnr=-30=pS=-20=vwy=2=f=20=Y
/=24=T=50=7
&=-70=Y=-52=T=-50=V=-30=S=-22=W=-14=vwyU
*=-84=.,=-70=AJ=-20=acdeoqëé=20=T=22=f
–-=-41=Y=-40=T=-30=V=-20=X=-18=A=-10=tvwy=-3=W=10=5=14=cdeoqëé=18=CGOQ=20=g0=40=J=56=4
?=-58=A
ï=26=bhkl
"""


def pairs(rows: str) -> dict[str, int]:
    """Return the shift before the second character of each pair."""
    table: dict[str, int] = {}
    for row in rows.splitlines():
        firsts, *shifts = row.split("=")
        for shift, seconds in zip(shifts[::2], shifts[1::2], strict=True):
            value = int(shift)
            for first in firsts:
                for second in seconds:
                    table[first + second] = value
    return table


REGULAR = pairs(REGULAR_ROWS)
BOLD = pairs(BOLD_ROWS)
