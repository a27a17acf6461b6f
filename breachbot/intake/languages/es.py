"""Spanish."""

from breachbot.intake.phrases import Language

LANGUAGE = Language(
    slots={
        "holder": """clientes?|clientas?|usuari[oa]s?|pacientes?|personas?|gente|miembros?|emplead[oa]s?|compañer[oa]s?|colegas?|empresas?
            |organizacion(?:es)?|organización|alumn[oa]s?|familias?|vecin[oa]s?|trabajador(?:a|es|as)?|soci[oa]s?|inquilin[oa]s?
            |señor(?:a|es|as)?|estudiantes?|asegurad[oa]s?|comprador(?:a|es|as)?|vendedor(?:a|es|as)?|cuentas?|padres|niñ[oa]s?|abonad[oa]s?
            |titular(?:es)?|individuos?|huésped(?:es)?|candidat[oa]s?""",
        "someone": """otr[oa]s? (?:\\w+ )?(?:{holder})|alguien más|otr[oa]s|desconocid[oa]s?|extrañ[oa]s?|los demás|terceros
            |(?:alguien|una? (?:persona|señora?|cliente)|personas|gente) (?:a quien(?:es)? |que )?no (?:conozco|conocemos)
            |(?:{holder}) (?:\\w+ )?(?:(?:equivocad|desconocid|ajen|distint)[oa]s?|diferentes?)""",
        "thing": """ibans?|recordatorios?|facturas?|pedidos?|entregas?|envíos?|papeles|confirmación|mensajes?|conversacion(?:es)?|conversación|chats?|fotos?|fotografías?|imágenes|imagen|vídeos?|recetas?
            |medicación|cuentas?|perfil(?:es)?|direcci(?:ón|ones)|domicilios?|ficheros?|archivos?|documentos?|documentación|datos|informaci(?:ón|ones)
            |carrito|reservas?|entradas?|billetes?|extractos?|nóminas?|sueldos?|salarios?|expedientes?|resultados?|análisis|contratos?
            |nombres?|números?|teléfonos?|calendarios?|agendas?|contactos?|historial(?:es)?|suscripci(?:ón|ones)|pagos?|tarjetas?|compras?
            |paquetes?|certificados?|solicitud(?:es)?|siniestros?|pólizas?|ubicaci(?:ón|ones)|notas?|citas?|saldos?|transacci(?:ón|ones)
            |contraseñas?|correos?|emails?|e mails?|cartas?|informes?|recibos?|justificantes?|diagnósticos?|radiografías?|currículums?
            |formularios?|respuestas?|buzón|páginas?|registros?|tickets?|historia clínica|movimientos?|presupuestos?""",
        "self": "cuentas?|perfil(?:es)?|datos|expedientes?|historial(?:es)?|identidad(?:es)?|pacientes?",
        "my": "mis?|nuestr[oa]s?|sus?|tus?|vuestr[oa]s?",
        "seer": """desconocid[oa]s?|extrañ[oa]s|otr[oa]s? (?:{holder})|otr[oa]s|los demás|terceros|tod[oa]s?(?: el mundo)?|cualquiera
            |cualquier (?:{holder})|todo el mundo|alguien más|el público""",
    },
    tells="""sin|extorsi\\w+|chantaje|rescate|cc|copia
        |otr[oa]s?|distint[oa]s?|diferentes?|alguien|desconocid[oa]s?|extrañ[oa]s?|demás|terceros|conozco|conocemos|equivocad[oa]s?
        |ajen[oa]s?|compañer[oa]s?|colegas?|no|pertenecen?|mezclad\\w*|intercambiad\\w*|cruzad\\w*
        |confundid\\w*|sí|tod[oa]s?|cualquiera?|públic\\w*|google|internet|web|fugas?|filtraci\\w+|brechas?
        |incorrect\\w*|erróne\\w*|dirigid\\w*|destinad\\w*|hacke\\w+|pirat\\w+|robadas?|suplantad\\w*
        |pérdida|borrad\\w*|eliminad\\w*|perdid\\w*""",
    says={
        "cross_tenant": (
            "(?:{thing}) (?:{gap2})(?:de|del|pertenecientes? a|sobre|a nombre de) (?:un |una |la |el |los |las )?(?:{someone})",
            "(?:{thing}) (?:{gap2})de (?:(?:un|una|mis?|sus?|nuestr[oa]s|otr[oa]|tod[oa]s|los|las) )*(?:compañer[oa]s?|colegas?)",
            "(?:{thing}) (?:\\w+ ){0,4}no (?:son|es|eran|era) (?:mí[oa]s?|nuestr[oa]s?|para mí|para nosotros)",
            "(?:{thing}) (?:\\w+ ){0,3}no (?:me|nos) pertenecen?",
            "(?:{thing}) (?:\\w+ ){0,5}(?:pertenecen?|son|es) (?:a|de) (?:un |una |la |el |los |las )?(?:{someone})",
            "(?:est[oea]s?|es[oae]s?|aquell[oa]s?) no (?:son|es|eran|era) (?:{my}) (?:\\w+ )?(?:{thing})",
            "(?:conectad|logu?ead|registrad|identificad|autenticad)[oa]s? (?:{gap1})como (?:un |una )?(?:{someone})",
            "sesión (?:{gap1})(?:como|de) (?:un |una )?(?:{someone})",
            "(?:{self}) (?:{gap2})(?:mezclad|intercambiad|cruzad|confundid)[oa]s?",
            "(?:{thing}) (?:los|las) un[oa]s de (?:los|las) otr[oa]s|(?:{thing}) (?:de )?entre sí",
        ),
        "exposure": (
            "(?:{seer}) (?:ven?|leen?|tienen? acceso a) (?:{my}) (?:\\w+ )?(?:{thing})",
            "(?:{my}) (?:\\w+ )?(?:{thing}) (?:{gap3})(?:públic[oa]s?|en google|en internet|en la (?:dark )?web)",
            "(?:fugas?|filtraci(?:ón|ones)|brechas?) (?:de|en) (?:los )?(?:datos|información|{thing})",
        ),
        "misdirected": (
            "(?:dirigid|destinad)[oa]s? a (?:un |una |la |el )?(?:{someone})",
            "no (?:iban?|va|van|estaban?) (?:dirigid|destinad)[oa]s? a (?:mí|nosotros)|no (?:es|son|era|eran) para (?:mí|nosotros)",
            "(?:recib|lleg|enviaron|mandaron)\\w* (?:\\w+ ){0,4}(?:{thing}) (?:\\w+ )?para (?:un |una |la |el )?(?:{someone})",
        ),
        "attack": (
            "extorsi\\w+|chantaje|(?:piden|exigen|nota de|petición de) (?:un )?rescate",
            "hacke\\w+|piratead[oa]s?|piratas informáticos|contraseñas? (?:{gap2})robadas?|suplantad[oa]",
        ),
        "loss": (
            "pérdida de datos|(?:{thing}) (?:{gap3})(?:borrad|eliminad|perdid)[oa]s? (?:por error|para siempre)",
        ),
    },
    small="""el la los las un una unos unas de del al y o es son era fue ha han he hemos no yo nosotros me
        mi mis nuestro nuestra su sus se que quien en con sin por para como pero cuando desde
        todos todas lo le les ese esa este esta esto muy mas ya hay estan puedo alguien
        cualquiera hacia tras otro otra otros otras tiene tienen tengo soy alguna algun a""",
    negations="no|nunca|sin|ningún|ninguna|tampoco|ya no",
    asks="""(?:hola |buenas |y )?(?:(?:puedo|podemos|se puede|podría|podríamos|debo)\\b(?=[^\\n]*\\?)|cómo (?!es posible|puede ser|es que)|es posible |hay\\b(?=[^\\n]*\\?)|(?:me|nos) gustaría
        (?!(?:\\w+ ){0,4}(?:informar|avisar|decir|denunciar|saber|comunicar))|(?:quiero|queremos|quisiera|necesito|necesitamos|deseo)
        (?!(?:\\w+ ){0,4}(?:informar|avisar|decir|denunciar|saber|comunicar|reportar))|por favor (?:\\w+ )?(?:envi|entreg|cambi|añad|mand)\\w*)""",
    cannot="no (?:puedo|podemos|puede|consigo|logro|veo|vemos|encuentro|recibo|me deja|nos deja) (?:\\w+ ){0,4}",
    taken="ya (?:\\w+ ){0,2}(?:pertenec|asociad|usad|registrad|vinculad|existe|en uso|asignad)\\w*",
    ideas={
        "not": "no nunca sin ningún ninguna nadie bloquead* rechazad* denegad* fallid* impedid* ninguno",
        "data": """expedientes_de historias_clínicas hipoteca tarjeta_sanitaria factura* pedido* nómina*
            salario* sueldo* historial* historia_clínica expediente* receta* diagnóstic*
            resultado* análisis pasaporte* préstamo* dni nif nacimiento dirección teléfono*
            móvil* iban cuenta_bancaria bancari* saldo extracto* datos conversacion*
            conversación chat chats vídeo* mail mails email emails buzón cita citas reserva*
            contrato* currícul* cv solicitud* certificado* médic* salud personal* clínic*
            seguro* póliza* queja* menores beca becas nombre nombres direccion* impuesto*
            baja_médica formulario* denuncia* albarán* presupuesto* alquiler* recibo*
            justificante* carta* documento* archivo* fichero* carpeta* acta actas mensaje*
            correo* e_mail foto* imagen imágenes video* álbum* perfil* cuenta billete*
            viaje* trayecto* respuesta* nota* lista* contacto* número* apellido* información
            siniestro* reclamación reclamaciones encuesta* suscripción cuota* donación
            donaciones transferencia* pago pagos movimientos boletín boletines informe*
            ficha* escaneado* escaneo* panel adjunto* recordatorio* albaranes sms""",
        "people": """cliente* usuari* paciente* miembro* soci* emplead* trabajador* gente abonad* inquilin*
            empresa* alumn* estudiante* niñ* colega* compañer* asegurad* candidat*
            destinatari* participante* vecin* organizacion* cuenta cuentas menores clienta*
            propietari* residente* padre* madre* hijo* hija* famili* persona* visitante*
            pasajer* viajer* comprador* vendedor* comerciante* compañía* despacho* colegio*
            clínica* hospital* asociación agencia* señor* hombre* mujer* chic* becari*
            beneficiari* donante* titular* organización departamento*""",
        "person": """señor señora sr sra vecin* desconocid* extrañ* alguien otra_persona don doña compañer*
            exmarido exmujer ex_marido ex_mujer jefe jefa hermano hermana llamado llamada
            una_tal un_tal se_llama familia""",
        "mine": "yo mi mis me mí nosotros nuestro nuestra nuestros nos",
        "else": "otr* equivocad* desconocid* distint* diferente* tod* cada vari* cualquier",
        "number": "cientos miles",
        "store": """fichero* archivo* carpeta* base bases copia copias exportación tabla* hoja directorio*
            adjunto* servidor* listado* registro* documento* almacenamiento bucket disco*
            repositorio*""",
        "other": """otra_persona de_otro de_otra de_otros de_otras alguien_más desconocid* no_es_mío no_es_mía
            no_son_mí* no_son_mis no_es_mi no_conozco ajen* de_un_señor de_una_señora
            del_vecino de_mi_vecin* no_soy""",
        "got": """veo ver ve ven vi vemos vio muestra* recib* llegó llegaron llega contiene* enviad* enviaron
            entreg* devuelve devolvió leer leí acceso adjunt* sale salen encontr* visible*
            entré conectad* llegado vimos visto aparec* mostr* salió salía abr* contenía leo
            lee descarg* acced* dieron dio dado envió mandaron mandó mandado metieron
            dentro_del_sobre venía venían consult* puedo_ver puede_ver pueden_ver
            podemos_ver pertenec* imprim*""",
        "mixed": """cruzad* no_coincide mezcl* intercambi* confund* cruzaron fusion* mal_asignad* mal_asociad*
            desplazad*""",
        "owner": "sesión inquilino titular propietari*",
        "open": """públic* todo_el_mundo cualquiera internet google buscador* sin_contraseña sin_autentic*
            sin_iniciar sin_login sin_credenciales sin_protección anónim* desprotegid*
            cualquier_usuario cualquier_persona abiert* terceros no_autorizad*
            toda_la_empresa bing en_línea online web buscando resultados_de_búsqueda
            indexad* quien_tenga sin_identific* sin_iniciar_sesión sin_registro sin_proteger
            sin_permiso sin_autorización sin_control acceso_libre libremente con_el_enlace
            con_el_link por_el_enlace tenga_el_enlace cambiando_el cambiando_un
            número_de_la_url número_en_la_url número_del_enlace redes_sociales facebook
            instagram invitados expuest* bucket_público""",
        "all": "a_todos todos",
        "reach": """legible* visible* accesible* leer ver ven descarg* indexa* compartid* expuest* abiert*
            publicad* acceso accede* devuelve lista consultar consultable* ve encontr*
            aparec* sale salen colgad* subid* disponible* responde está están estaba estaban
            pegad* afixad*""",
        "outward": """email_personal mail_personal correo_particular dirección_externa direcciones_externas
            correo_personal cuenta_personal correo_privado reenvío regla_de_reenvío reenvía
            fuga almacenamiento_desconocido servidor_desconocido vendid* vendió competencia
            dark_web darknet hacia_fuera cuenta_privada nube_personal dropbox wetransfer
            fuera_de_la_empresa al_exterior al_extranjero cuenta_externa cuenta_desconocida
            servidor_externo filtr* exfiltr* foro telegram a_la_venta en_venta vendieron
            nueva_empresa se_llevó se_ha_llevado dominio_externo reenvío_automático
            socio_publicitario""",
        "odd": """inusual* anómal* anormal* masiv* noche madrugada fin_de_semana último_día renunci*
            sin_motivo sin_razón sin_expediente sospechos* desconocid* habitual curiosidad
            antes_de_irse domingo sin_justificación normalmente""",
        "took": """descarg* export* copi* consult* extra* abierto leíd* impreso accedi* ha_visto abr* ley* mir*
            vis* imprim* fotografi* reenvi* llev* busc*""",
        "idle": """sin_autoriza* sin_necesidad sin_motivo sin_razón sin_expediente sin_relación sin_justific*
            curiosidad ex_marido ex_mujer cuñad* famos* sin_justificación por_curiosidad
            exmarido exmujer vecin* suegra alcalde*""",
        "grant": "permiso* grupo acceso derechos lectura",
        "intruder": """ex_emplead* antiguo_emplead* desde_el_extranjero hacke* intrus* atacante* ciberataque*
            ransomware no_autorizado no_autorizada no_autorizados comprometid* robo_de
            suplant* secuestr* ladrones brecha delincuente* pirat* malicios* no_autorizad*
            acceso_no_autorizado tuvo_acceso tuvieron_acceso tiene_acceso
            sigue_teniendo_acceso aún_tiene_acceso todavía_tiene_acceso sin_revocar
            no_revocad* antigu* phishing contraseña_robada exemplead* ex_trabajador*
            extrabajador* todavía_entra sigue_entrando todavía_accede aún_accede""",
        "vendor": "proveedor* encargado* empresa_de partner gestoría imprenta agencia* hosting subcontrat*",
        "tells": """nos_dice confirma* advierte* inform* comunic* avis* notific* alert* escrib* sufri* afectad*""",
        "sent": """llegó llegaron recib* mail envi* mand* remiti* reenvi* entreg* dieron dado llegado repart*
            public* compart* subi* colg* transmit* comunic* difund* correo* carta* boletín*
            sobre* adjunt* postal* leyó leyeron muestra mostraron""",
        "astray": """toda_la_empresa mi_jefe mi_ex casero antigua_dirección dirección_antigua anterior
            tenia_antes tenía_antes antiguo_* equivocad* a_todos a_toda copia_visible
            en_copia cc por_error por_equivocación vecin* desconocid* a_la_vista
            lista_de_distribución otra_persona otro_cliente otra_paciente en_lugar_de
            no_es_mío no_son_míos correo_personal jefe ex_marido incorrect* erróne*
            por_accidente sin_querer otra_clienta otro_paciente otra_familia otro_emplead*
            otro_soci* otro_destinatario tercero* intercambi* cruzad* cambiad* antigu*
            exmarido exmujer ex_mujer competencia prensa periodista* lista_de_correo
            destinatario_incorrecto destinatario_equivocado dirección_equivocada
            dirección_incorrecta""",
        "device": """historias_clínicas expedientes_de portátil* ordenador* móvil* teléfono* tablet* usb
            pendrive* disco* tarjeta_de_memoria computador* laptop* pc ipad lápiz_usb
            memoria_usb llave_usb disco_duro discos_duros tarjeta_sd servidor* nas cinta*
            cámara* grabadora* dispositivo* equipo* impresora* fotocopiadora* cd dvd""",
        "paper": """expediente* carpeta* historias papel* documento* carta* sobre* archivador* cuaderno*
            libreta* agenda* registro* caja* maletín* mochila* bolso* bolsa* formulario*
            lista* exámenes contratos historiales fichas impres*""",
        "lost": """robad* robaron robó robo hurt* sustra* tren autobús taxi contenedor* rastrillo metro acera
            estación perdi* pérdida extravi* olvid* dejé dejó dejado dejaron abandonad*
            desaparec* no_aparece nunca_llegó basura* papelera tirad* tiraron rastro vendi*
            wallapop sin_borrar no_borr* sin_destruir sin_triturar""",
        "wiped": """borrad* eliminad* sobrescrit* destruid* formatead* ilegible* quemad* borraron eliminaron
            destruy* corrupt* perdid* irrecuperable*""",
        "backup": "copia_de_seguridad copias_de_seguridad única_copia respaldo backup*",
        "ransom": "rescate* chantaj* extorsi* bitcoin*",
        "takeover": """hacke* robad* suplant* no_fui_yo no_he_sido pirate* no_he_sido_yo no_soy_yo sin_mi_permiso
            sin_mi_consentimiento dispositivo_desconocido inicio_de_sesión_desconocido
            en_mi_nombre""",
        "account": "cuenta contraseña correo perfil teléfono buzón",
        "harmless": """simulacro* simulación simulad* ejercicio* entorno_de_pruebas datos_de_prueba ficticio*
            cuarentena falsa_alarma fuga_de_memoria pérdida_de_memoria sin_pérdida
            mantenimiento formación corregir umbral prueba_de_intrusión preproducción
            datos_ficticios datos_sintéticos cuenta_de_prueba ficticia* sin_datos_personales
            ningún_dato ningún_cliente falso_positivo fue_bloquead* fue_rechazad*
            fue_denegad* bloqueado_por""",
        "asks": """cómo_puedo como_puedo puedo pueden_decirme dónde_puedo quiero_darme quisiera me_gustaría
            borren borrar_mi por_favor_borr* previst* ya_existe ya_está cómo_cambio
            cómo_cambiar cómo_elimin* cómo_export* cómo_añad* cómo_descarg* no_puedo_ver
            no_puedo_entrar no_puedo_abrir no_puedo_descargar no_puedo_acceder no_consigo
            no_me_deja no_carga no_funciona no_se_abre no_llega no_me_llega he_olvidado
            olvidé_mi olvidé_la contraseña_olvidada quiero_cambiar quiero_añadir
            quiero_eliminar podrían_añadir podríais estaría_bien sería_útil por_favor_cambi*
            por_favor_elimin* me_he_mudado me_mudé añadir_otro añadir_otra talla_equivocada
            color_equivocado producto_equivocado artículo_equivocado dónde_está_mi
            cuándo_lleg* se_cierra se_cuelga falla_al como_estaba_previsto como_previsto
            como_esperado perdí_mi_teléfono perdí_mi_móvil he_perdido_el_móvil
            he_perdido_mi_móvil muy_lento va_lento dos_veces""",
        "sink": "registros_de logs texto_plano en_claro traductor",
        "field": "contraseña contraseñas tarjeta tarjetas",
        "secret": "clave claves contraseña contraseñas credencial* token",
        "committed": "publicad* repositorio_público filtrad*",
        "probe": "investigador* cambiando_el parámetro número_en_la increment*",
        "forever": """única_copia sin_copia irrecuperab* no_se_puede_recuperar sin_copias sin_backup no_hay_copia
            no_hay_backup tampoco_las_copias también_las_copias definitivamente
            imposible_recuperar no_se_pueden_recuperar no_recuperable*""",
        "volume": "gb tb",
        "private": """nómina* nomina* sueldo* salario* pensión pensiones finiquito* médic* clínic* salud
            enfermedad* diagnóstico* receta* tratamiento* analítica* análisis resultado*
            radiografía* ecografía* resonancia historial_médico historia_clínica
            historias_clínicas historial_clínico parte_médico baja_médica baja_laboral
            informe_médico informes_médicos embarazo discapacidad* alergia* psicol* psiqui*
            terapia* vacuna* medicación medicamento* disciplinari* expediente* amonestación
            evaluación despido* currículum* curriculum* cv cvs candidatura* dni nie
            pasaporte* carnet* cédula* documento_de_identidad documentos_de_identidad
            partida_de_nacimiento fecha_de_nacimiento fechas_de_nacimiento cumpleaños
            seguridad_social número_de_la_seguridad renta declaración_de_la_renta hacienda
            dirección_particular direcciones_particulares domicilio* teléfono*
            móvil_personal móviles datos_de_contacto datos_bancarios datos_personales
            datos_de_clientes datos_de_pacientes datos_de_usuarios datos_de_alumnos
            datos_de_salud cuenta_bancaria cuentas_bancarias iban extracto*
            tarjeta_de_crédito tarjetas_de_crédito tarjeta número_de_tarjeta préstamo*
            hipoteca* deuda* saldo religi* sindica* étnic* sexual* antecedentes penal*
            divorcio custodia adopción asilo nota_de_examen notas calificacion* exámenes
            boletín_de_notas expediente_académico matrícula* lista_de_clientes
            lista_de_socios lista_de_alumnos lista_de_pacientes listado_de_*
            base_de_clientes mensajes_privados fotos_familiares fotos_privadas ubicación
            geolocalización huella* biométric* videovigilancia grabación_de_voz testamento
            moros* deudor* multa multas declaración ausencia* recordatorio*
            contacto_de_emergencia boletín_de""",
        "elsewho": "otro otra otros otras ajen*",
        "alien": """de_otra_persona ajeno ajena ajenos ajenas de_alguien_más alguien_que_no de_un_desconocido
            de_una_desconocida de_desconocidos desconocid* de_un_tercero de_terceros
            de_un_señor de_una_señora de_un_tal de_una_tal un_tal una_tal del_vecino
            de_la_vecina de_mi_vecin* de_mi_compañer* de_un_compañer* de_mi_jef*
            de_los_demás no_es_mío no_es_mía no_son_míos no_son_mías no_es_nuestr*
            no_son_nuestr* no_soy_ell* no_me_pertenec* no_nos_pertenec* que_no_conozco
            no_conozco no_sé_quién no_es_para_mí no_son_para_mí no_iba_dirigid*
            nombre_de_otr* de_un_compañero de_una_compañera de_un_vecino de_una_vecina
            de_un_hombre de_una_mujer de_una_familia de_un_paciente del_siguiente_paciente
            del_siguiente_cliente del_cliente_anterior de_otra_gente de_mi_compañera
            de_mi_compañero como_señora como_otra_persona como_si_fuera pertenece_a_una
            pertenece_a_un para_alguien no_solo_los_míos no_solo_las_mías no_sólo_los_míos
            no_solo_los_nuestros""",
        "somebody": """alguien desconocid* un_hombre una_mujer estafador* timador* tercero* hacker* pirata*
            atacante* exmarido exmujer ex_emplead* antigu* vecin* competencia comercial_de
            empresa_desconocida publicidad intruso*""",
        "knows": """sabía sabían sabe conocía conocían conoce mencionó citó me_llamó me_llamaron me_llama
            me_escribió me_escribieron me_contactó me_contactaron tenía_mi tenía_mis
            tenían_mi tenían_mis tiene_mi tiene_mis tienen_mis leyó recitó amenaza*
            chantaje*""",
        "enters": """entrado entró entran entraron accedido accedió iniciado_sesión inició_sesión usado usó
            utiliz* cambió cambiado cambiaron modific* hackead* pirate* robad* comprado
            compró pedido_con retirado transferido en_mi_cuenta a_mi_cuenta mi_cuenta
            suplant* bloquead* en_mi_nombre pedido leído compras pagado""",
        "crowd": """todos todas todo_el_mundo cualquiera cualquier_empleado cualquier_usuario toda_la_empresa
            toda_la_plantilla toda_la_oficina todo_el_equipo todo_el_departamento
            todo_el_colegio toda_la_clase toda_la_escuela todo_el_grupo toda_la_lista
            todo_el_edificio todo_el_personal a_todos todos_los_empleados
            todos_los_trabajadores todos_los_compañeros todos_los_padres todos_los_clientes
            todos_los_socios todos_los_usuarios todos_los_destinatarios
            todos_los_participantes todos_los_alumnos todos_los_candidatos becari*
            proveedores extern* lista_de_correo lista_de_distribución destinatarios en_copia
            copia_visible en_cc cc en_lugar_de_cco en_vez_de_cco sin_cco sin_copia_oculta
            copia_oculta grupo_de_whatsapp grupo_de_padres canal_general canal_público canal
            intranet tablón* carpeta_compartida carpetas_compartidas unidad_compartida
            unos_de_otros entre_sí aprendiz""",
        "left": """en_el_tren en_el_autobús en_el_metro en_el_tranvía en_un_taxi en_el_taxi en_el_coche
            del_coche en_un_bar en_una_cafetería en_la_estación en_el_aeropuerto
            en_la_impresora en_la_fotocopiadora en_la_calle en_el_pasillo
            en_la_sala_de_espera en_recepción en_la_basura en_un_contenedor en_el_contenedor
            junto_al_contenedor""",
        "of": "de del a",
        "ought": "no_debería no_deberían no_deberíamos con_el_vecino al_vecino en_casa_del_vecino",
        "breach": """fuga_de_datos filtración_de_datos robo_de_datos brecha_de_datos brecha_de_seguridad
            violación_de_datos acceso_no_autorizado accesos_no_autorizados acceso_indebido""",
        "inside": "sesión inici*",
        "thing": "sesión sesiones cookie* token enlace enlaces código códigos contraseña*",
        "locked": "cifrad* encript*",
        "whole": "toda todo todas todos entero entera",
        "group": """equipo* departamento empresa plantilla oficina colegio clase grupo asociación edificio lista
            personal""",
        "still": "todavía aún siguen sigue quedan queda",
        "knew": "sabía sabían conocía conocían",
        "peer": """compañero compañera compañeros vecino vecina jefe jefa alumno alumna paciente cliente
            empleado inquilino""",
        "hung": "colgad* expuest* pegad* en_el_tablón",
    },
)
